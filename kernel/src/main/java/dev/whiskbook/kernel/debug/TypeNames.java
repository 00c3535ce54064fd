package dev.whiskbook.kernel.debug;

import java.lang.classfile.Signature;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The types of variables, as class files have them, as Java source. */
final class TypeNames {

  /** A class that a cell declares, inside the class that JShell puts around its snippet. */
  private static final Pattern OF_CELL = Pattern.compile("(REPL[./]\\$JShell\\$\\w+)\\$?(.*)");

  private TypeNames() {}

  /** As code says it that is compiled elsewhere: {@code java.util.List<java.lang.String>}. */
  static String source(String signature) {
    return source(Signature.parseFrom(signature), true);
  }

  /** As a user says it: {@code List<String>}. */
  static String shown(String signature) {
    return source(Signature.parseFrom(signature), false);
  }

  private static String source(Signature signature, boolean full) {
    return switch (signature) {
      case Signature.BaseTypeSig base ->
          switch (base.baseType()) {
            case 'Z' -> "boolean";
            case 'B' -> "byte";
            case 'C' -> "char";
            case 'S' -> "short";
            case 'I' -> "int";
            case 'J' -> "long";
            case 'F' -> "float";
            default -> "double";
          };
      case Signature.ArrayTypeSig array -> source(array.componentSignature(), full) + "[]";
      case Signature.TypeVarSig variable -> full ? "Object" : variable.identifier();
      case Signature.ClassTypeSig type -> {
        String name = full ? name(type.className()) : simpleName(type.className());
        boolean generic = !type.typeArgs().isEmpty() && !(full && hasVariables(type.typeArgs()));
        yield generic && !name.equals("Object") ? name + arguments(type.typeArgs(), full) : name;
      }
    };
  }

  private static String arguments(List<Signature.TypeArg> arguments, boolean full) {
    return arguments.stream()
        .map(argument -> argument(argument, full))
        .collect(Collectors.joining(full ? "," : ", ", "<", ">"));
  }

  private static String argument(Signature.TypeArg argument, boolean full) {
    return switch (argument) {
      case Signature.TypeArg.Unbounded _ -> "?";
      case Signature.TypeArg.Bounded bounded ->
          switch (bounded.wildcardIndicator()) {
                case NONE -> "";
                case EXTENDS -> "? extends ";
                case SUPER -> "? super ";
              }
              + source(bounded.boundType(), full);
    };
  }

  /** Type variables mean nothing outside their declaration. */
  private static boolean hasVariables(List<Signature.TypeArg> arguments) {
    return arguments.stream()
        .anyMatch(
            argument ->
                argument instanceof Signature.TypeArg.Bounded bounded
                    && (bounded.boundType() instanceof Signature.TypeVarSig
                        || (bounded.boundType() instanceof Signature.ClassTypeSig type
                            && hasVariables(type.typeArgs()))));
  }

  /** The name of a class by which other code can use it; {@code Object} if there is none. */
  private static String name(String internal) {
    Matcher cell = OF_CELL.matcher(internal);
    String outer = cell.matches() ? cell.group(1).replace('/', '.') : "";
    String rest = cell.matches() ? cell.group(2) : internal.replace('/', '.');
    if (rest.matches("(.*\\$)?\\d.*")) {
      return "Object"; // a class inside a method, or one without a name
    }
    String nested = rest.replace('$', '.');
    return outer.isEmpty() ? nested : nested.isEmpty() ? outer : outer + "." + nested;
  }

  private static String simpleName(String internal) {
    Matcher cell = OF_CELL.matcher(internal);
    String rest =
        cell.matches() ? cell.group(2) : internal.substring(internal.lastIndexOf('/') + 1);
    return rest.replaceFirst("^\\d+", "").replace('$', '.');
  }
}
