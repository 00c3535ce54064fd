package dev.whiskbook.kernel.assist;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** The declarations of elements, as the first line of what is shown about them. */
final class Declaration {

  private Declaration() {}

  /**
   * @param parameterNames from the source, where that is known; else those of the class file
   */
  static String of(Element element, List<String> parameterNames) {
    return switch (element) {
      case PackageElement named -> "package " + named.getQualifiedName();
      case TypeElement type -> type(type);
      case ExecutableElement method -> method(method, parameterNames);
      case VariableElement variable -> variable(variable);
      default -> element.toString();
    };
  }

  private static String type(TypeElement type) {
    String word =
        switch (type.getKind()) {
          case INTERFACE -> "interface ";
          case ENUM -> "enum ";
          case RECORD -> "record ";
          case ANNOTATION_TYPE -> "@interface ";
          default -> "class ";
        };
    var text = new StringBuilder(word).append(name(type)).append(parameters(type));
    TypeMirror above = type.getSuperclass();
    boolean telling =
        type.getKind() == ElementKind.CLASS
            && above.getKind() == TypeKind.DECLARED
            && !above.toString().equals("java.lang.Object");
    text.append(telling ? " extends " + Signatures.simple(above) : "");
    if (!type.getInterfaces().isEmpty()) {
      text.append(type.getKind().isInterface() ? " extends " : " implements ");
      text.append(
          type.getInterfaces().stream().map(Signatures::simple).collect(Collectors.joining(", ")));
    }
    return text.toString();
  }

  private static String name(TypeElement type) {
    return type.getQualifiedName().toString().replace(CellUnit.CLASS + ".", "");
  }

  private static String parameters(TypeElement type) {
    return parameters(type.getTypeParameters());
  }

  private static String parameters(List<? extends TypeParameterElement> parameters) {
    return parameters.isEmpty()
        ? ""
        : parameters.stream()
            .map(Declaration::parameter)
            .collect(Collectors.joining(", ", "<", ">"));
  }

  private static String parameter(TypeParameterElement parameter) {
    String bounds =
        parameter.getBounds().stream()
            .filter(bound -> !bound.toString().equals("java.lang.Object"))
            .map(Signatures::simple)
            .collect(Collectors.joining(" & "));
    return parameter.getSimpleName() + (bounds.isEmpty() ? "" : " extends " + bounds);
  }

  private static String method(ExecutableElement method, List<String> parameterNames) {
    var owner = (TypeElement) method.getEnclosingElement();
    boolean constructor = method.getKind() == ElementKind.CONSTRUCTOR;
    String types = parameters(method.getTypeParameters());
    var text = new StringBuilder(types).append(types.isEmpty() ? "" : " ");
    if (constructor) {
      text.append(owner.getSimpleName());
    } else {
      text.append(Signatures.simple(method.getReturnType())).append(' ');
      text.append(nested(owner)).append(method.getSimpleName());
    }
    text.append('(').append(parameters(method, parameterNames)).append(')');
    if (!method.getThrownTypes().isEmpty()) {
      text.append(
          method.getThrownTypes().stream()
              .map(Signatures::simple)
              .collect(Collectors.joining(", ", " throws ", "")));
    }
    return text.toString();
  }

  private static String nested(TypeElement owner) {
    String name = owner.getSimpleName().toString();
    return name.equals(CellUnit.CLASS) || name.isEmpty() ? "" : name + ".";
  }

  private static String parameters(ExecutableElement method, List<String> names) {
    var shown = new ArrayList<String>();
    List<? extends VariableElement> parameters = method.getParameters();
    for (int i = 0; i < parameters.size(); i++) {
      String type = Signatures.simple(parameters.get(i).asType());
      boolean variable = method.isVarArgs() && i == parameters.size() - 1;
      String name = i < names.size() ? names.get(i) : parameters.get(i).getSimpleName().toString();
      shown.add(
          (variable ? type.replaceFirst("\\[]$", "...") : type)
              + (name.matches("arg\\d+") ? "" : " " + name));
    }
    return String.join(", ", shown);
  }

  private static String variable(VariableElement variable) {
    String owner =
        variable.getKind().isField() && variable.getEnclosingElement() instanceof TypeElement type
            ? nested(type)
            : "";
    Object constant = variable.getConstantValue();
    String value = constant == null ? "" : " = " + literal(constant);
    return Signatures.simple(variable.asType()) + " " + owner + variable.getSimpleName() + value;
  }

  private static String literal(Object constant) {
    return constant instanceof String text ? "\"" + text + "\"" : constant.toString();
  }
}
