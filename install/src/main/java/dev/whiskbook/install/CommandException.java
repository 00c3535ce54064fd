package dev.whiskbook.install;

/** A command cannot do what it was asked; the message is a sentence: what, where, what to do. */
final class CommandException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CommandException(String message) {
    super(message);
  }

  CommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
