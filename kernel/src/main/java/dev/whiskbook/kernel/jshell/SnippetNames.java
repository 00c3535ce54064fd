package dev.whiskbook.kernel.jshell;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import jdk.jshell.ImportSnippet;
import jdk.jshell.VarSnippet;

/** What snippets say of themselves, as people and editors want to read it. */
public final class SnippetNames {
  private SnippetNames() {}

  /**
   * The declared type without packages, such as {@code List<String>}: JShell leaves out only those
   * of the imports that it has been given, of each snippet the first.
   */
  public static String type(VarSnippet variable) {
    return variable.typeName().replaceAll("\\b(?:[a-z_][\\w$]*\\.)+(?=[A-Z])", "");
  }

  /** The import declarations of a snippet, one by one. */
  public static Stream<String> imports(ImportSnippet snippet) {
    List<String> declarations = Arrays.asList(snippet.source().split("(?<=;)"));
    return declarations.stream().map(String::strip).filter(text -> !text.isEmpty());
  }
}
