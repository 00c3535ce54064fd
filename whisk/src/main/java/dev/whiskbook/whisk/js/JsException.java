package dev.whiskbook.whisk.js;

/** JavaScript that could not be parsed or threw. The message names the source and its line. */
public final class JsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;

  /** With the line in the source, from 1; 0 if it is not known. */
  public JsException(String message, int line, Throwable cause) {
    super(message, cause);
    this.line = line;
  }

  /** The line in the source, from 1; 0 if it is not known. */
  public int line() {
    return line;
  }
}
