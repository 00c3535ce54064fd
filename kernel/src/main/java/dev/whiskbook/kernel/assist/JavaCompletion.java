package dev.whiskbook.kernel.assist;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.util.TreePath;
import dev.whiskbook.kernel.Completions;
import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.assist.Token.Kind;
import dev.whiskbook.kernel.jshell.Declarations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Completes the Java of a cell at its end, from what the compiler makes of it up to there. */
final class JavaCompletion {

  /** A name that nobody declares, to be found again in the tree. */
  private static final String MARKER = "__here__";

  private final UnitCompiler compiler;
  private final ClassIndex classes;
  private final Declarations declarations;
  private final String text;
  private final List<Token> tokens;
  private final int start;

  private JavaCompletion(
      UnitCompiler compiler, ClassIndex classes, Declarations declarations, String text) {
    this.compiler = compiler;
    this.classes = classes;
    this.declarations = declarations;
    this.text = text;
    start = JavaTokens.wordStart(text, text.length());
    tokens =
        JavaTokens.of(text, start).stream()
            .filter(token -> token.kind() != Kind.COMMENT || !token.closed())
            .toList();
  }

  /**
   * Completes a text at its end.
   *
   * @param followedByCall whether an opening parenthesis stands there already
   */
  static Completions complete(
      UnitCompiler compiler,
      ClassIndex classes,
      Declarations declarations,
      String text,
      boolean followedByCall) {
    Optional<Completions> files = inString(text);
    if (files.isPresent()) {
      return files.get();
    }
    var completion = new JavaCompletion(compiler, classes, declarations, text);
    List<Completion> found = new ArrayList<>(completion.proposals());
    if (followedByCall) {
      found.replaceAll(JavaCompletion::withoutParentheses);
    }
    return new Completions(found, completion.start, text.length());
  }

  private static Completion withoutParentheses(Completion completion) {
    String name = completion.text().replaceFirst("\\(\\)?$", "");
    return new Completion(
        name, completion.type(), completion.signature(), completion.documentation());
  }

  /** Files, where a string that is being written may be the beginning of a path. */
  private static Optional<Completions> inString(String text) {
    List<Token> tokens = JavaTokens.of(text, text.length());
    Token last = tokens.isEmpty() ? null : tokens.getLast();
    if (last == null || last.kind() != Kind.STRING || last.closed()) {
      return Optional.empty();
    }
    String typed = text.substring(last.start() + 1);
    List<Completion> files =
        FileNames.isPath(typed)
            ? FileNames.complete(typed, Path.of("").toAbsolutePath())
            : List.of();
    return Optional.of(new Completions(files, last.start() + 1, text.length()));
  }

  private List<Completion> proposals() {
    Token last = tokens.isEmpty() ? null : tokens.getLast();
    if (last != null && !last.closed()) {
      return List.of(); // in a comment or literal
    }
    if (last != null && last.end() == start && last.kind() == Kind.NUMBER) {
      return List.of();
    }
    String prefix = text.substring(start);
    List<Snippet> snippets = JavaText.snippetsTo(text, start, tokens);
    if (snippets.getLast().kind() == Snippet.Kind.IMPORT) {
      return new ImportCompletion(classes, declarations.classPath(), compiler)
          .complete(text.substring(snippets.getLast().start(), start), prefix);
    }
    CellUnit unit = CellUnit.of(declarations, classes, text.substring(0, start), snippets, MARKER);
    return compiler.attribute(
        unit.source(),
        declarations.classPath(),
        attribution -> proposals(attribution, last, prefix, snippets));
  }

  private List<Completion> proposals(
      Attribution attribution, Token last, String prefix, List<Snippet> snippets) {
    boolean member = last != null && last.is(text, '.');
    boolean reference =
        last != null
            && last.is(text, ':')
            && tokens.size() > 1
            && tokens.get(tokens.size() - 2).is(text, ':');
    Optional<TreePath> here = attribution.find(MARKER);
    if (member || reference) {
      List<Completion> members =
          here.map(path -> members(attribution, path, prefix)).orElse(List.of());
      return members.isEmpty() ? qualified(prefix, attribution) : members;
    }
    return new NameCompletion(attribution, classes, declarations, imports(snippets))
        .complete(here, prefix, last == null ? "" : last.in(text));
  }

  private List<String> imports(List<Snippet> snippets) {
    List<String> imports = new ArrayList<>(declarations.imports());
    snippets.stream()
        .filter(snippet -> snippet.kind() == Snippet.Kind.IMPORT)
        .forEach(snippet -> imports.add(snippet.in(text)));
    return imports;
  }

  private List<Completion> members(Attribution attribution, TreePath here, String prefix) {
    ExpressionTree qualifier =
        switch (here.getLeaf()) {
          case MemberSelectTree select -> select.getExpression();
          case MemberReferenceTree reference -> reference.getQualifierExpression();
          default -> null;
        };
    return qualifier == null
        ? List.of()
        : new MemberCompletion(attribution).complete(here, new TreePath(here, qualifier), prefix);
  }

  /** What is in the package that stands in front of the dot. */
  private List<Completion> qualified(String prefix, Attribution attribution) {
    var name = new StringBuilder();
    for (int i = tokens.size() - 1; i > 0; i -= 2) {
      if (!tokens.get(i).is(text, '.') || tokens.get(i - 1).kind() != Kind.WORD) {
        break;
      }
      name.insert(0, name.isEmpty() ? "" : ".").insert(0, tokens.get(i - 1).in(text));
    }
    return inPackage(
        classes, name.toString(), prefix, declarations.classPath(), attribution::isPublic);
  }

  /**
   * The packages and classes in a package.
   *
   * @param usable whether cells may use the class of this qualified name
   */
  static List<Completion> inPackage(
      ClassIndex classes,
      String name,
      String prefix,
      List<Path> classPath,
      Predicate<String> usable) {
    var found = new ArrayList<Completion>();
    Set<String> packages = new TreeSet<>(classes.packagesIn(name, classPath));
    packages.stream()
        .filter(part -> part.startsWith(prefix))
        .forEach(part -> found.add(new Completion(part + ".", "package")));
    if (!name.isEmpty()) {
      classes.classesIn(name, classPath).stream()
          .sorted()
          .filter(simple -> simple.startsWith(prefix) && usable.test(name + "." + simple))
          .forEach(simple -> found.add(new Completion(simple, "class", name + "." + simple, "")));
    }
    return found;
  }
}
