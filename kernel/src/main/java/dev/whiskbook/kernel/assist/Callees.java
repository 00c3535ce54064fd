package dev.whiskbook.kernel.assist;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Scope;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;

/** The methods or constructors that a call may mean: all of its name, while it is being written. */
final class Callees {

  /** One of them, with its type where it is called. */
  record Callee(ExecutableElement element, ExecutableType type) {}

  private Callees() {}

  static List<Callee> of(TreePath path, MethodInvocationTree call, Attribution attribution) {
    ExpressionTree select = call.getMethodSelect();
    return named(new TreePath(path, select), attribution);
  }

  /** The methods that a name of a method, selected or not, may mean. */
  static List<Callee> named(TreePath name, Attribution attribution) {
    return switch (name.getLeaf()) {
      case MemberSelectTree select -> {
        var qualifier = new TreePath(name, select.getExpression());
        TypeMirror type = attribution.trees().getTypeMirror(qualifier);
        yield type instanceof DeclaredType in
            ? methods(in, select.getIdentifier().toString(), attribution)
            : List.of();
      }
      case IdentifierTree identifier ->
          inScope(attribution.trees().getScope(name), identifier.getName().toString(), attribution);
      default -> List.of();
    };
  }

  static List<Callee> of(TreePath path, NewClassTree made, Attribution attribution) {
    TypeMirror type = attribution.trees().getTypeMirror(new TreePath(path, made.getIdentifier()));
    return type instanceof DeclaredType in ? constructors(in, attribution) : List.of();
  }

  static List<Callee> constructors(DeclaredType in, Attribution attribution) {
    return callees(in, ElementKind.CONSTRUCTOR, "<init>", attribution);
  }

  static List<Callee> methods(DeclaredType in, String name, Attribution attribution) {
    return callees(in, ElementKind.METHOD, name, attribution);
  }

  private static List<Callee> callees(
      DeclaredType in, ElementKind kind, String name, Attribution attribution) {
    var found = new ArrayList<Callee>();
    for (Element member : attribution.elements().getAllMembers((TypeElement) in.asElement())) {
      if (member.getKind() == kind && member.getSimpleName().contentEquals(name)) {
        boolean isStatic = member.getModifiers().contains(Modifier.STATIC);
        TypeMirror type = isStatic ? member.asType() : attribution.types().asMemberOf(in, member);
        found.add(new Callee((ExecutableElement) member, (ExecutableType) type));
      }
    }
    return found;
  }

  private static List<Callee> inScope(Scope innermost, String name, Attribution attribution) {
    for (Scope scope = innermost; scope != null; scope = scope.getEnclosingScope()) {
      if (scope.getEnclosingClass() != null) {
        List<Callee> found =
            methods((DeclaredType) scope.getEnclosingClass().asType(), name, attribution);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return List.of();
  }
}
