package dev.whiskbook.kernel.magic;

/**
 * A magic cannot do what it was asked; the message is a sentence for the user: what, where, and
 * what to do.
 */
public class MagicException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MagicException(String message) {
    super(message);
  }

  public MagicException(String message, Throwable cause) {
    super(message, cause);
  }
}
