package dev.whiskbook.kernel.maven;

/** An artifact cannot be had; the message is a sentence: which, where it was looked for, why. */
public final class MavenException extends Exception {

  private static final long serialVersionUID = 1L;

  public MavenException(String message, Throwable cause) {
    super(message, cause);
  }
}
