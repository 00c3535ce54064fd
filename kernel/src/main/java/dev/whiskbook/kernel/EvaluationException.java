package dev.whiskbook.kernel;

/**
 * A Java expression of the session could not be evaluated; the message says why, the cause is what
 * it threw, if so.
 */
public final class EvaluationException extends Exception {

  private static final long serialVersionUID = 1L;

  public EvaluationException(String message, Throwable cause) {
    super(message, cause);
  }
}
