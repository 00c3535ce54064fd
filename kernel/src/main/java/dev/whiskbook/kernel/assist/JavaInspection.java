package dev.whiskbook.kernel.assist;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import dev.whiskbook.kernel.assist.Token.Kind;
import dev.whiskbook.kernel.jshell.Declarations;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Finds what the name at a position in a cell's Java means. */
final class JavaInspection {

  /**
   * What a name means.
   *
   * @param elements all that it may mean: several where a call is not finished
   */
  record Found(String name, List<Element> elements, Attribution attribution) {}

  private static final Snippet NOTHING = new Snippet(Snippet.Kind.STATEMENT, 0, 0, 0, "", false);

  private final UnitCompiler compiler;
  private final ClassIndex classes;
  private final Declarations declarations;
  private final String java;
  private final List<Token> tokens;

  JavaInspection(
      UnitCompiler compiler, ClassIndex classes, Declarations declarations, String java) {
    this.compiler = compiler;
    this.classes = classes;
    this.declarations = declarations;
    this.java = java;
    tokens = JavaTokens.of(java, java.length());
  }

  /**
   * What the name at the cursor means, or else that of the call around the cursor.
   *
   * @param use what to make of it; nothing of what was found may be used after it
   */
  <R> Optional<R> find(int cursor, Function<Found, R> use) {
    return wordAt(cursor)
        .flatMap(name -> find(name, use))
        .or(() -> calleeAround(cursor).flatMap(name -> find(name, use)));
  }

  private Optional<Token> wordAt(int cursor) {
    return tokens.stream()
        .filter(token -> token.kind() == Kind.WORD)
        .filter(token -> token.start() <= cursor && cursor <= token.end())
        .reduce((_, second) -> second);
  }

  /** The name in front of the innermost parenthesis that is open at the cursor. */
  private Optional<Token> calleeAround(int cursor) {
    int depth = 0;
    for (int i = tokens.size() - 1; i > 0; i--) {
      Token token = tokens.get(i);
      if (token.start() >= cursor) {
        continue;
      }
      if (token.is(java, '{') || token.is(java, ';')) {
        return Optional.empty();
      }
      depth += token.is(java, ')') ? 1 : 0;
      if (token.is(java, '(') && depth-- == 0) {
        return nameBefore(i);
      }
    }
    return Optional.empty();
  }

  private Optional<Token> nameBefore(int parenthesis) {
    int at = parenthesis - 1;
    int depth = 0;
    while (at > 0 && (depth > 0 || tokens.get(at).is(java, '>'))) {
      depth += tokens.get(at).is(java, '>') ? 1 : tokens.get(at).is(java, '<') ? -1 : 0;
      at--;
    }
    return Optional.of(tokens.get(at)).filter(token -> token.kind() == Kind.WORD);
  }

  private <R> Optional<R> find(Token name, Function<Found, R> use) {
    String word = name.in(java);
    List<Snippet> snippets = new ArrayList<>();
    for (Snippet snippet : Snippets.of(java, tokens)) {
      if (snippet.start() <= name.start()) {
        snippets.add(snippet);
      }
    }
    Snippet last = snippets.getLast();
    if (last.kind() == Snippet.Kind.IMPORT || name.start() < last.code()) {
      return qualified(name, use);
    }
    CellUnit unit = CellUnit.of(declarations, classes, java, snippets, "");
    int at = name.start() + unit.shift();
    Optional<R> inUnit =
        compiler.attribute(
            unit.source(),
            declarations.classPath(),
            attribution -> named(word, at, attribution).map(use));
    return inUnit.or(() -> qualified(name, use));
  }

  /** What the name at this position of a unit means. */
  private static Optional<Found> named(String word, int at, Attribution attribution) {
    List<Element> elements = new ArrayList<>();
    attribution
        .find(tree -> isNamed(tree, word, at, attribution))
        .ifPresent(path -> add(path, attribution, elements));
    boolean known = elements.stream().anyMatch(e -> e.asType().getKind() != TypeKind.ERROR);
    return known ? Optional.of(new Found(word, elements, attribution)) : Optional.empty();
  }

  /** Whether a tree is the name at this position, or declares it. */
  private static boolean isNamed(Tree tree, String word, int at, Attribution attribution) {
    SourcePositions positions = attribution.trees().getSourcePositions();
    long start = positions.getStartPosition(attribution.unit(), tree);
    long end = positions.getEndPosition(attribution.unit(), tree);
    boolean around = start <= at && at + word.length() <= end;
    return switch (tree) {
      case IdentifierTree name -> start == at && name.getName().contentEquals(word);
      case MemberSelectTree select ->
          around
              && select.getIdentifier().contentEquals(word)
              && positions.getEndPosition(attribution.unit(), select.getExpression()) < at
              && end - at == word.length();
      case MemberReferenceTree reference -> around && end - at == word.length();
      case VariableTree variable ->
          around
              && variable.getName().contentEquals(word)
              && (variable.getType() == null
                  || positions.getEndPosition(attribution.unit(), variable.getType()) < at)
              && (variable.getInitializer() == null
                  || at
                      < positions.getStartPosition(attribution.unit(), variable.getInitializer()));
      case MethodTree method ->
          around
              && method.getName().contentEquals(word)
              && (method.getBody() == null
                  || at < positions.getStartPosition(attribution.unit(), method.getBody()));
      case ClassTree type -> around && type.getSimpleName().contentEquals(word);
      default -> false;
    };
  }

  private static void add(TreePath name, Attribution attribution, List<Element> elements) {
    TreePath parent = name.getParentPath();
    Tree type = name.getLeaf();
    if (parent.getLeaf() instanceof ParameterizedTypeTree generic && generic.getType() == type) {
      type = generic;
      parent = parent.getParentPath();
    }
    if (parent.getLeaf() instanceof NewClassTree made && made.getIdentifier() == type) {
      addConstructors(parent, made, attribution, elements);
    }
    Element element = attribution.trees().getElement(name);
    TypeMirror meaning = attribution.trees().getTypeMirror(name);
    boolean known =
        element != null
            && !(element instanceof PackageElement) // what javac takes any unknown name for
            && element.asType().getKind() != TypeKind.ERROR
            && (meaning == null || meaning.getKind() != TypeKind.ERROR);
    if (known) {
      elements.add(element);
      return;
    }
    Set<Element> possible = new LinkedHashSet<>();
    Callees.named(name, attribution).forEach(callee -> possible.add(callee.element()));
    elements.addAll(possible);
  }

  private static void addConstructors(
      TreePath path, NewClassTree made, Attribution attribution, List<Element> elements) {
    Element chosen = attribution.trees().getElement(path);
    if (chosen instanceof ExecutableElement && chosen.asType().getKind() != TypeKind.ERROR) {
      elements.add(chosen);
    } else {
      Callees.of(path, made, attribution).forEach(callee -> elements.add(callee.element()));
    }
  }

  /** A class or package by its qualified name, or a class that is not imported. */
  private <R> Optional<R> qualified(Token name, Function<Found, R> use) {
    CellUnit unit = CellUnit.of(declarations, classes, "", List.of(NOTHING), "");
    return compiler.attribute(
        unit.source(),
        declarations.classPath(),
        attribution ->
            Optional.ofNullable(qualified(dotted(name), attribution))
                .map(e -> use.apply(new Found(name.in(java), List.of(e), attribution))));
  }

  private Element qualified(String dotted, Attribution attribution) {
    Element element = attribution.elements().getTypeElement(dotted);
    if (element == null && !dotted.contains(".")) {
      element =
          classes
              .beginningWith(dotted, declarations.classPath())
              .getOrDefault(dotted, Set.of())
              .stream()
              .map(in -> attribution.elements().getTypeElement(in + "." + dotted))
              .filter(type -> type != null)
              .findFirst()
              .orElse(null);
    }
    if (element == null) {
      element = member(dotted, attribution);
    }
    if (element == null
        && classes.packagesIn("", declarations.classPath()).contains(root(dotted))) {
      element = attribution.elements().getPackageElement(dotted);
    }
    return element;
  }

  private static String root(String dotted) {
    return dotted.replaceFirst("\\..*", "");
  }

  /** The first member that a static import names so. */
  private static Element member(String dotted, Attribution attribution) {
    int dot = dotted.lastIndexOf('.');
    TypeElement owner =
        dot < 0 ? null : attribution.elements().getTypeElement(dotted.substring(0, dot));
    return owner == null || !(owner.asType() instanceof DeclaredType)
        ? null
        : owner.getEnclosedElements().stream()
            .filter(m -> m.getSimpleName().contentEquals(dotted.substring(dot + 1)))
            .findFirst()
            .orElse(null);
  }

  /** The name with what stands before its dots. */
  private String dotted(Token name) {
    var dotted = new StringBuilder(name.in(java));
    for (int i = tokens.indexOf(name) - 1; i > 0; i -= 2) {
      if (!tokens.get(i).is(java, '.') || tokens.get(i - 1).kind() != Kind.WORD) {
        break;
      }
      dotted.insert(0, ".").insert(0, tokens.get(i - 1).in(java));
    }
    return dotted.toString();
  }
}
