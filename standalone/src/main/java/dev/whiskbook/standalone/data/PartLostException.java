package dev.whiskbook.standalone.data;

/** A part of a sequence or composition ended without a record. */
final class PartLostException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String activationId;

  PartLostException(String activationId, Throwable cause) {
    super("No record of " + activationId, cause);
    this.activationId = activationId;
  }

  String activationId() {
    return activationId;
  }
}
