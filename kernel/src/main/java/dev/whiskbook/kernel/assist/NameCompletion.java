package dev.whiskbook.kernel.assist;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Scope;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.jshell.Declarations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

/**
 * Completes a name that stands alone: of a local variable, a member, a class, imported or not, or a
 * keyword.
 */
final class NameCompletion {

  /** So many classes that need an import are proposed at most: more say nothing. */
  private static final int MOST_NOT_IMPORTED = 60;

  /** Shorter beginnings fit too many classes. */
  private static final int SHORTEST_NOT_IMPORTED = 2;

  private static final int LOCAL = 0;
  private static final int SESSION = 1;
  private static final int IMPORTED = 3;
  private static final int KEYWORD = 4;
  private static final int OF_OBJECT = 5;
  private static final int NOT_IMPORTED = 6;

  private final Attribution attribution;
  private final ClassIndex classes;
  private final Declarations declarations;
  private final Imports imports;

  NameCompletion(
      Attribution attribution,
      ClassIndex classes,
      Declarations declarations,
      List<String> imports) {
    this.attribution = attribution;
    this.classes = classes;
    this.declarations = declarations;
    this.imports = Imports.of(imports);
  }

  /**
   * @param here where the name stands in the unit, if the parser came so far
   * @param before the token in front of it, or an empty text
   */
  List<Completion> complete(Optional<TreePath> here, String prefix, String before) {
    boolean type = Keywords.TYPE_FOLLOWS.contains(before);
    var expected = here.map(path -> ExpectedTypes.at(path, attribution)).orElse(ExpectedTypes.NONE);
    var proposals = new Proposals(expected, new Signatures());
    if (!type) {
      addScope(here.orElseGet(this::body), prefix, proposals);
      addStaticImports(prefix, proposals);
      Keywords.at(before).stream()
          .filter(word -> !prefix.isEmpty() && word.startsWith(prefix))
          .forEach(word -> proposals.add(word, "keyword", "", KEYWORD));
    } else {
      addTypes(here.orElseGet(this::body), prefix, proposals);
    }
    if (!prefix.isEmpty() || before.equals("new")) {
      addClasses(prefix, proposals);
    }
    return proposals.sorted();
  }

  /** The body of the method around the snippet. */
  private TreePath body() {
    return attribution
        .find(
            tree ->
                tree instanceof MethodTree method
                    && method.getName().contentEquals(CellUnit.METHOD))
        .map(path -> new TreePath(path, ((MethodTree) path.getLeaf()).getBody()))
        .orElseThrow();
  }

  private void addScope(TreePath here, String prefix, Proposals proposals) {
    String declared = beingDeclared(here);
    Scope scope = attribution.trees().getScope(here);
    while (scope != null && scope.getEnclosingClass() != null) {
      for (Element local : scope.getLocalElements()) {
        boolean usable =
            !(local instanceof TypeElement) && !local.getSimpleName().contentEquals(declared);
        if (isNamed(local, prefix) && usable) {
          proposals.add(local, local.asType(), LOCAL);
        }
      }
      addMembers(scope.getEnclosingClass(), prefix, proposals);
      scope = outer(scope);
    }
    addTypes(here, prefix, proposals);
  }

  /** The variable in whose initial value the cursor is: it has no value yet. */
  private static String beingDeclared(TreePath here) {
    for (TreePath path = here; path != null; path = path.getParentPath()) {
      if (path.getLeaf() instanceof VariableTree variable) {
        return variable.getName().toString();
      }
    }
    return "";
  }

  private static Scope outer(Scope scope) {
    TypeElement of = scope.getEnclosingClass();
    Scope outer = scope;
    while (outer != null && of.equals(outer.getEnclosingClass())) {
      outer = outer.getEnclosingScope();
    }
    return outer;
  }

  private void addMembers(TypeElement owner, String prefix, Proposals proposals) {
    boolean cell = owner.getSimpleName().contentEquals(CellUnit.CLASS);
    for (Element member : attribution.elements().getAllMembers(owner)) {
      boolean object =
          ((TypeElement) member.getEnclosingElement())
              .getQualifiedName()
              .contentEquals("java.lang.Object");
      boolean method = member.getKind() == ElementKind.METHOD;
      if (isNamed(member, prefix) && (method || member.getKind().isField()) && !(cell && object)) {
        var type =
            member.getModifiers().contains(Modifier.STATIC)
                ? member.asType()
                : attribution.types().asMemberOf((DeclaredType) owner.asType(), member);
        proposals.add(member, type, object ? OF_OBJECT : SESSION);
      }
    }
  }

  /** Classes that cells declare, and those declared around the cursor. */
  private void addTypes(TreePath here, String prefix, Proposals proposals) {
    Scope scope = attribution.trees().getScope(here);
    for (; scope != null && scope.getEnclosingClass() != null; scope = outer(scope)) {
      for (Element local : scope.getLocalElements()) {
        if (local instanceof TypeElement && isNamed(local, prefix)) {
          proposals.add(local, local.asType(), SESSION);
        }
      }
      for (Element member : scope.getEnclosingClass().getEnclosedElements()) {
        if (member instanceof TypeElement && isNamed(member, prefix)) {
          proposals.add(member, member.asType(), SESSION);
        }
      }
    }
  }

  private void addStaticImports(String prefix, Proposals proposals) {
    for (String name : imports.staticNames()) {
      int dot = name.lastIndexOf('.');
      TypeElement owner =
          attribution.elements().getTypeElement(name.substring(0, Math.max(0, dot)));
      if (owner == null) {
        continue;
      }
      String wanted = name.substring(dot + 1);
      for (Element member : owner.getEnclosedElements()) {
        boolean imported = wanted.equals("*") || member.getSimpleName().contentEquals(wanted);
        boolean usable =
            member.getModifiers().contains(Modifier.STATIC)
                && member.getModifiers().contains(Modifier.PUBLIC);
        if (imported && usable && isNamed(member, prefix)) {
          proposals.add(member, member.asType(), IMPORTED);
        }
      }
    }
  }

  private void addClasses(String prefix, Proposals proposals) {
    int others = 0;
    Map<String, Set<String>> byName = classes.beginningWith(prefix, declarations.classPath());
    for (Map.Entry<String, Set<String>> entry : byName.entrySet()) {
      for (String in : entry.getValue()) {
        String qualified = in.isEmpty() ? entry.getKey() : in + "." + entry.getKey();
        if (imports.has(in, entry.getKey())) {
          proposals.add(entry.getKey(), "class", qualified, IMPORTED);
        } else if (prefix.length() >= SHORTEST_NOT_IMPORTED
            && others < MOST_NOT_IMPORTED
            && attribution.isPublic(qualified)) {
          others++;
          proposals.add(qualified, "class", "import " + qualified + ";", NOT_IMPORTED);
        }
      }
    }
  }

  /** Whether users can name it: not what only the unit has. */
  private static boolean isNamed(Element element, String prefix) {
    String name = element.getSimpleName().toString();
    return name.startsWith(prefix)
        && !name.startsWith(CellUnit.METHOD)
        && !name.startsWith("$M")
        && !name.startsWith("<")
        && !name.equals("super")
        && !name.startsWith("__");
  }
}
