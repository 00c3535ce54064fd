package dev.whiskbook.kernel.assist;

import dev.whiskbook.kernel.assist.Token.Kind;
import dev.whiskbook.kernel.jshell.Declarations;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A cell as a compilation unit: what the session has declared and what stands above in the cell
 * become members of a class, and the snippet in question is inside a method of it, with the
 * brackets closed that it leaves open.
 *
 * @param source the source of the unit
 * @param shift what is to be added to a position in the snippet's text for that in the unit
 */
record CellUnit(String source, int shift) {

  /** The class around everything, and the method around the snippet. */
  static final String CLASS = "$Cell";

  static final String METHOD = "$do";

  /**
   * The unit of one snippet.
   *
   * @param text the Java of the cell
   * @param snippets its snippets, of which the last is the one in question
   * @param classes what there is to import
   * @param insert what stands at the end of that snippet's text, such as a name to be found again
   */
  static CellUnit of(
      Declarations declarations,
      ClassIndex classes,
      String text,
      List<Snippet> snippets,
      String insert) {
    Snippet last = snippets.getLast();
    List<Snippet> above = snippets.subList(0, snippets.size() - 1);
    var unit = new StringBuilder();
    unit.append("class ").append(CLASS).append(" {\n");
    addSession(declarations, above, last, unit);
    of(above, Snippet.Kind.METHOD).forEach(s -> unit.append(stub(s.in(text))));
    of(above, Snippet.Kind.TYPE).forEach(s -> unit.append("static ").append(s.in(text) + "\n"));
    unit.append("static Object ").append(METHOD).append("() throws Throwable {\n");
    of(above, Snippet.Kind.STATEMENT)
        .forEach(s -> unit.append(s.withoutModifiers(text)).append(s.whole() ? "\n" : ";\n"));
    if (last.kind() == Snippet.Kind.METHOD) {
      unit.append("class $M { ");
    }
    int shift = unit.length() - last.start();
    unit.append(last.withoutModifiers(text)).append(insert);
    unit.append(closing(last.in(text)));
    unit.append(last.kind() == Snippet.Kind.METHOD ? "\n}" : "\n;").append("\n}\n}\n");
    List<String> imports = new ArrayList<>(declarations.imports());
    of(above, Snippet.Kind.IMPORT).forEach(s -> imports.add(s.in(text)));
    String header = header(imports, unit.toString(), classes, declarations.classPath());
    return new CellUnit(header + unit, header.length() + shift);
  }

  /**
   * The imports, with those of whole packages narrowed to the classes that are named: to list all
   * that is in the packages is most of what it costs to attribute a small unit.
   */
  private static String header(
      List<String> imports, String unit, ClassIndex classes, List<Path> classPath) {
    Set<String> words = new HashSet<>();
    for (Token token : JavaTokens.of(unit, unit.length())) {
      if (token.kind() == Kind.WORD) {
        words.add(token.in(unit));
      }
    }
    Set<String> narrowed = new LinkedHashSet<>();
    for (String line : imports) {
      String name = Imports.packageOf(line);
      Set<String> all = name.isEmpty() ? Set.of() : classes.classesIn(name, classPath);
      if (all.isEmpty()) {
        narrowed.add(line);
      } else {
        words.stream()
            .filter(all::contains)
            .map(("import " + name + ".%s;")::formatted)
            .forEach(narrowed::add);
      }
    }
    return String.join("\n", narrowed) + "\n";
  }

  private static List<Snippet> of(List<Snippet> snippets, Snippet.Kind kind) {
    return snippets.stream().filter(snippet -> snippet.kind() == kind).toList();
  }

  /** The session's declarations, without those that the cell makes anew. */
  private static void addSession(
      Declarations declarations, List<Snippet> above, Snippet last, StringBuilder unit) {
    Set<String> anew = new HashSet<>();
    above.forEach(snippet -> anew.add(snippet.name()));
    anew.add(last.name());
    for (Declarations.Variable variable : declarations.variables()) {
      unit.append("static ").append(variable.type()).append(' ').append(variable.name());
      unit.append(";\n");
    }
    for (Declarations.Member method : declarations.methods()) {
      if (!anew.contains(method.name())) {
        unit.append(stub(method.source()));
      }
    }
    for (Declarations.Member type : declarations.types()) {
      if (!anew.contains(type.name())) {
        unit.append("static ").append(type.source()).append('\n');
      }
    }
  }

  /** A method without its body, which need not be attributed to know what the method is. */
  private static String stub(String method) {
    int depth = 0;
    for (Token token : JavaTokens.of(method, method.length())) {
      depth += token.is(method, '(') ? 1 : token.is(method, ')') ? -1 : 0;
      if (depth == 0 && token.is(method, '{')) {
        return "static " + method.substring(0, token.start()) + "{ throw null; }\n";
      }
    }
    return "static " + method + "\n";
  }

  /** Closes the brackets that the text leaves open. */
  private static String closing(String text) {
    Deque<String> open = new ArrayDeque<>();
    Token before = null;
    for (Token token : JavaTokens.of(text, text.length())) {
      switch (token.kind() == Kind.SYMBOL ? text.charAt(token.start()) : ' ') {
        case '(' -> open.push(")");
        case '[' -> open.push("]");
        case '{' -> open.push(isArray(text, before) ? "}" : ";}");
        case ')', ']', '}' -> open.poll();
        default -> {}
      }
      before = token.kind() == Kind.COMMENT ? before : token;
    }
    return String.join("", open);
  }

  private static boolean isArray(String text, Token before) {
    return before != null && (before.is(text, '=') || before.is(text, ']') || before.is(text, ','));
  }
}
