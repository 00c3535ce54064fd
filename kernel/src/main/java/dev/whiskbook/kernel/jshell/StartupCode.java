package dev.whiskbook.kernel.jshell;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * The imports and variables that a session has from the beginning. To compile them takes longer
 * than a small cell, so JShell gets them with the first code that may mean one of them.
 *
 * @param imports import declarations without their first word, such as {@code java.util.*}; JShell
 *     knows them all by the first, which a cell had better not repeat: it would replace them
 * @param variables in their order; they may use the imports, and those before them
 */
public record StartupCode(List<String> imports, List<Variable> variables) {

  /** Nothing. */
  public static final StartupCode NONE = new StartupCode(List.of(), List.of());

  /**
   * A variable.
   *
   * @param type as source text, such as {@code List<String>}
   * @param value an expression
   */
  public record Variable(String type, String name, String value) {

    private String declaration() {
      return "%s %s = %s;".formatted(type, name, value);
    }
  }

  /** A name that does not come after a dot, and whether it is called. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?<![\\w$.])(\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)(\\s*\\()?");

  public StartupCode {
    imports = List.copyOf(imports);
    variables = List.copyOf(variables);
  }

  private boolean isEmpty() {
    return imports.isEmpty() && variables.isEmpty();
  }

  /** The snippets; the imports are one, which opens a session sooner than one for each. */
  Stream<String> snippets() {
    String importing =
        imports.stream().map("import %s;"::formatted).collect(Collectors.joining(" "));
    Stream<String> all =
        Stream.concat(Stream.of(importing), variables.stream().map(Variable::declaration));
    return all.filter(snippet -> !snippet.isEmpty());
  }

  /**
   * Whether code may mean something of this: one of the variables, a class that is not of {@code
   * java.lang}, or a method. Says yes too often rather than too seldom.
   */
  boolean isMeantBy(String code) {
    Matcher names = NAME.matcher(code);
    while (!isEmpty() && names.find()) {
      String name = names.group(1);
      boolean called = names.group(2) != null && !SourceVersion.isKeyword(name);
      boolean type = Character.isUpperCase(name.codePointAt(0)) && !isOfJavaLang(name);
      if (called || type || isVariable(name)) {
        return true;
      }
    }
    return false;
  }

  private boolean isVariable(String name) {
    return variables.stream().anyMatch(variable -> variable.name().equals(name));
  }

  private static boolean isOfJavaLang(String name) {
    try {
      Class.forName("java.lang." + name, false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
