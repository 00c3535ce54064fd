package dev.whiskbook.kernel.jshell;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * The imports and variables that a session has from the beginning. Each import takes as long as a
 * small cell to compile, and makes all later cells slower, so JShell gets each with the first code
 * that may mean something of it.
 *
 * @param imports import declarations without their first word, such as {@code java.util.*}
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

  /** Comments and literals, closed or not: what stands in them means nothing. */
  private static final Pattern NO_CODE =
      Pattern.compile(
          "\"\"\"(?s:.*?)(?:\"\"\"|\\z)|\"(?:[^\"\\\\\n]|\\\\.)*+\"?|'(?:[^'\\\\\n]|\\\\.)*+'?"
              + "|//[^\n]*+|/\\*(?s:.*?)(?:\\*/|\\z)");

  /** A name that does not come after a dot, and whether it is called. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?<![\\w$.])(\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*+)(\\s*+\\()?");

  public StartupCode {
    imports = List.copyOf(imports);
    variables = List.copyOf(variables);
  }

  /** The snippets, one for each import and variable. */
  Stream<String> snippets() {
    return Stream.concat(
        imports.stream().map("import %s;"::formatted),
        variables.stream().map(Variable::declaration));
  }

  /** This without what the other has. */
  StartupCode without(StartupCode other) {
    return new StartupCode(
        imports.stream().filter(name -> !other.imports.contains(name)).toList(),
        variables.stream().filter(variable -> !other.variables.contains(variable)).toList());
  }

  /**
   * What of this code may mean: the imports that have a class or a member of a name in it, the
   * variables, and what these mean in turn. Rather too much than too little.
   */
  StartupCode meantBy(String source, ImportedNames names) {
    if (imports.isEmpty() && variables.isEmpty()) {
      return NONE;
    }
    String code = NO_CODE.matcher(source).replaceAll(" ");
    Set<String> meant = new HashSet<>();
    addMeantBy(code, names, meant);
    List<Variable> first = upToLastIn(code);
    first.forEach(variable -> addMeantBy(variable.declaration(), names, meant));
    return new StartupCode(imports.stream().filter(meant::contains).toList(), first);
  }

  private void addMeantBy(String code, ImportedNames names, Set<String> meant) {
    Set<String> seen = new HashSet<>();
    Matcher found = NAME.matcher(code);
    while (found.find()) {
      String name = found.group(1);
      boolean called = found.group(2) != null;
      if (!SourceVersion.isKeyword(name) && seen.add(name + called)) {
        imports.stream().filter(declared -> names.isOf(declared, name, called)).forEach(meant::add);
      }
    }
  }

  /** The variables up to the last one that the code names: it may be computed from the others. */
  private List<Variable> upToLastIn(String code) {
    Matcher found = NAME.matcher(code);
    int last = -1;
    while (found.find()) {
      for (int i = last + 1; i < variables.size(); i++) {
        last = variables.get(i).name().equals(found.group(1)) ? i : last;
      }
    }
    return variables.subList(0, last + 1);
  }
}
