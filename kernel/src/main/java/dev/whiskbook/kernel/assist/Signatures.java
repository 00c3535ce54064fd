package dev.whiskbook.kernel.assist;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;

/** How elements are declared, on one line, with simple names of types. */
final class Signatures {

  /** The word for an element in {@code _jupyter_types_experimental}. */
  static String kind(Element element) {
    return switch (element.getKind()) {
      case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE, TYPE_PARAMETER -> "class";
      case METHOD, CONSTRUCTOR -> "method";
      case FIELD, ENUM_CONSTANT, RECORD_COMPONENT -> isInCell(element) ? "variable" : "field";
      case PACKAGE, MODULE -> "package";
      default -> "variable";
    };
  }

  private static boolean isInCell(Element element) {
    Element owner = element.getEnclosingElement();
    return owner != null && owner.getSimpleName().contentEquals(CellUnit.CLASS);
  }

  /**
   * @param type of the element where it stands, with type arguments put in
   */
  String of(Element element, TypeMirror type) {
    return switch (element) {
      case ExecutableElement method when type instanceof ExecutableType in ->
          method.getSimpleName()
              + "("
              + parameters(method, in.getParameterTypes())
              + ") : "
              + simple(in.getReturnType());
      case VariableElement variable -> variable.getSimpleName() + " : " + simple(type);
      case TypeElement named -> simple(named.asType());
      default -> "";
    };
  }

  private static String parameters(ExecutableElement method, List<? extends TypeMirror> types) {
    var shown = new ArrayList<String>();
    for (int i = 0; i < types.size(); i++) {
      String name = method.getParameters().get(i).getSimpleName().toString();
      boolean last = i == types.size() - 1;
      String type = simple(types.get(i));
      type = last && method.isVarArgs() ? type.replaceFirst("\\[]$", "...") : type;
      // javac numbers what has no name in the class file.
      shown.add(name.matches("arg\\d+") ? type : type + " " + name);
    }
    return shown.stream().collect(Collectors.joining(", "));
  }

  /** A type without the packages of its names, and without annotations. */
  static String simple(TypeMirror type) {
    return type.toString()
        .replaceAll("@[\\w.]+(\\([^)]*\\))?\\s*", "")
        .replaceAll("\\b(?:[a-z_][\\w$]*\\.)+(?=[A-Za-z_$])", "")
        .replace(CellUnit.CLASS + ".", "")
        .replace(",", ", ");
  }
}
