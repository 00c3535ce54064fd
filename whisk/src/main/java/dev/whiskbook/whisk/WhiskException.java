package dev.whiskbook.whisk;

/**
 * OpenWhisk could not do what was asked. The message is a sentence for the user: what went wrong,
 * where, and what to do. It never holds the key.
 */
public final class WhiskException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Problem problem;

  /** What kind of trouble it is, for callers that treat kinds differently. */
  public enum Problem {
    /** A configuration file or variable is missing or half there. */
    CONFIGURATION,
    /** No connection: refused, unknown host, timed out, broken. */
    UNREACHABLE,
    /** The server's certificate is not trusted. */
    CERTIFICATE,
    /** The key was not accepted (401) or does not reach so far (403). */
    UNAUTHORIZED,
    /** Whatever answers there is no OpenWhisk. */
    NOT_OPENWHISK,
    /** No such action or activation (404). */
    NOT_FOUND,
    /** The request was not acceptable (400, 409, 413 and the like). */
    REJECTED,
    /** Too many invocations (429). */
    THROTTLED,
    /** The server failed (5xx). */
    SERVER,
    /** Arguments that cannot be sent: not a JSON object, or too big. */
    ARGUMENTS,
    /** The journal of runs cannot be read or written. */
    JOURNAL,
    /** The embedded OpenWhisk did not start or has ended. */
    STANDALONE
  }

  /** With a message that stands alone. */
  public WhiskException(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  /** With the trouble beneath it. */
  public WhiskException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  /** What kind of trouble it is. */
  public Problem problem() {
    return problem;
  }
}
