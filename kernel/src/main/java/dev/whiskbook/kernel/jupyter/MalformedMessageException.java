package dev.whiskbook.kernel.jupyter;

/** Frames that are no message of the protocol, or are not signed with our key. */
final class MalformedMessageException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedMessageException(String reason) {
    super(reason);
  }
}
