package dev.whiskbook.kernel.notebook;

/**
 * A notebook cannot be read, or its parameters not be set; the message is a sentence for the user:
 * what is wrong, where, and what to do.
 */
public final class NotebookException extends Exception {

  private static final long serialVersionUID = 1L;

  public NotebookException(String message) {
    super(message);
  }

  public NotebookException(String message, Throwable cause) {
    super(message, cause);
  }
}
