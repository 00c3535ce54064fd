package dev.whiskbook.kernel.debug;

/** A request of a debugger that cannot be met; the message says why, for the user. */
final class DebugException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DebugException(String message) {
    super(message);
  }
}
