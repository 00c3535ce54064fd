package dev.whiskbook.kernel.jshell;

import dev.whiskbook.kernel.CellError;

/** A snippet did not compile, threw, or was stopped. */
public sealed class SnippetException extends Exception permits SnippetRejected {

  private static final long serialVersionUID = 1L;

  private final transient CellError error;

  SnippetException(CellError error, Throwable cause) {
    super(error == null ? "It does not compile." : error.evalue(), cause);
    this.error = error;
  }

  /** The error as a front end shows it. */
  public CellError error() {
    return error;
  }
}
