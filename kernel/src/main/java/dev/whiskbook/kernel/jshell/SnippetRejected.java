package dev.whiskbook.kernel.jshell;

import java.util.List;
import jdk.jshell.Diag;

/** The compiler refused a snippet. */
final class SnippetRejected extends SnippetException {

  private static final long serialVersionUID = 1L;

  private final transient List<Diag> errors;
  private final String source;
  private final transient Origin origin;

  SnippetRejected(List<Diag> diagnostics, String source, Origin origin) {
    super(null, null);
    errors = diagnostics.stream().filter(Diag::isError).toList();
    this.source = source;
    this.origin = origin;
  }

  List<Diag> errors() {
    return errors;
  }

  /** The source of the snippet, in which the errors' positions count. */
  String source() {
    return source;
  }

  Origin origin() {
    return origin;
  }
}
