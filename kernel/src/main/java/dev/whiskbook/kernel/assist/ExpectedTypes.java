package dev.whiskbook.kernel.assist;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** The types that an expression should have where it stands; none where any will do. */
record ExpectedTypes(Attribution attribution, List<? extends TypeMirror> types) {

  static final ExpectedTypes NONE = new ExpectedTypes(null, List.of());

  /** What the surroundings of an expression ask of it. */
  static ExpectedTypes at(TreePath expression, Attribution attribution) {
    var types = new ArrayList<TypeMirror>();
    find(expression, attribution, types);
    types.removeIf(type -> !isTelling(type));
    return new ExpectedTypes(attribution, types);
  }

  /** Object takes everything, and what is in error nothing in particular. */
  private static boolean isTelling(TypeMirror type) {
    return type != null
        && type.getKind() != TypeKind.ERROR
        && type.getKind() != TypeKind.TYPEVAR
        && type.getKind() != TypeKind.VOID
        && type.getKind() != TypeKind.NONE
        && !type.toString().equals("java.lang.Object");
  }

  private static void find(TreePath expression, Attribution attribution, List<TypeMirror> types) {
    TreePath parent = expression.getParentPath();
    if (parent == null) {
      return;
    }
    Tree self = expression.getLeaf();
    switch (parent.getLeaf()) {
      case ParenthesizedTree p when isCondition(parent) -> types.add(primitive(attribution));
      case ParenthesizedTree _ -> find(parent, attribution, types);
      case ConditionalExpressionTree choice when choice.getCondition() == self ->
          types.add(primitive(attribution));
      case ConditionalExpressionTree _ -> find(parent, attribution, types);
      case VariableTree variable when variable.getInitializer() == self && hasType(variable) ->
          types.add(attribution.trees().getTypeMirror(new TreePath(parent, variable.getType())));
      case AssignmentTree assignment when assignment.getExpression() == self ->
          types.add(
              attribution.trees().getTypeMirror(new TreePath(parent, assignment.getVariable())));
      case ReturnTree _ -> types.add(returned(parent, attribution));
      case MethodInvocationTree call ->
          addParameters(
              call.getArguments().indexOf(self), callees(parent, call, attribution), types);
      case NewClassTree made ->
          addParameters(
              made.getArguments().indexOf(self), constructors(parent, made, attribution), types);
      default -> {}
    }
  }

  private static boolean isCondition(TreePath parenthesized) {
    Tree owner = parenthesized.getParentPath().getLeaf();
    return owner instanceof IfTree
        || owner instanceof WhileLoopTree
        || owner instanceof DoWhileLoopTree;
  }

  private static TypeMirror primitive(Attribution attribution) {
    return attribution.types().getPrimitiveType(TypeKind.BOOLEAN);
  }

  /** A variable declared by var asks for nothing. */
  private static boolean hasType(VariableTree variable) {
    return variable.getType() != null && !Objects.equals(variable.getType().toString(), "var");
  }

  private static TypeMirror returned(TreePath path, Attribution attribution) {
    for (TreePath outer = path; outer != null; outer = outer.getParentPath()) {
      if (outer.getLeaf() instanceof LambdaExpressionTree) {
        return null;
      }
      if (outer.getLeaf() instanceof MethodTree method) {
        return method.getReturnType() == null
            ? null
            : attribution.trees().getTypeMirror(new TreePath(outer, method.getReturnType()));
      }
    }
    return null;
  }

  private static List<ExecutableType> callees(
      TreePath path, MethodInvocationTree call, Attribution attribution) {
    return Callees.of(path, call, attribution).stream().map(Callees.Callee::type).toList();
  }

  private static List<ExecutableType> constructors(
      TreePath path, NewClassTree made, Attribution attribution) {
    return Callees.of(path, made, attribution).stream().map(Callees.Callee::type).toList();
  }

  private static void addParameters(
      int index, List<ExecutableType> callees, List<TypeMirror> types) {
    for (ExecutableType callee : callees) {
      if (index >= 0 && index < callee.getParameterTypes().size()) {
        types.add(callee.getParameterTypes().get(index));
      }
    }
  }

  /** How well a value of this element stands here: 2 exactly, 1 converted, 0 if any could. */
  int fit(Element element, TypeMirror type) {
    if (types.isEmpty() || element instanceof TypeElement) {
      return 0;
    }
    TypeMirror value =
        element instanceof ExecutableElement && type instanceof ExecutableType method
            ? method.getReturnType()
            : type;
    return isTelling(value)
        ? types.stream().mapToInt(wanted -> fit(value, wanted)).max().orElse(0)
        : 0;
  }

  private int fit(TypeMirror value, TypeMirror wanted) {
    var of = attribution.types();
    if (value.getKind().isPrimitive() != wanted.getKind().isPrimitive()) {
      return 0; // boxing would put every number first where an Object is wanted
    }
    return of.isSameType(value, wanted)
        ? 2
        : of.isAssignable(of.erasure(value), of.erasure(wanted)) ? 1 : 0;
  }
}
