package dev.whiskbook.kernel.assist;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Java's keywords, by where they can stand. */
final class Keywords {

  /** Behind these, only the name of a type can stand. */
  static final Set<String> TYPE_FOLLOWS =
      Set.of("new", "extends", "implements", "throws", "instanceof", "permits", "@");

  private static final List<String> IN_EXPRESSIONS =
      List.of("new", "this", "super", "true", "false", "null", "switch", "instanceof");

  private static final List<String> AT_BEGINNINGS =
      List.of(
          "abstract",
          "assert",
          "boolean",
          "break",
          "byte",
          "case",
          "catch",
          "char",
          "class",
          "continue",
          "default",
          "do",
          "double",
          "else",
          "enum",
          "extends",
          "final",
          "finally",
          "float",
          "for",
          "if",
          "implements",
          "import",
          "int",
          "interface",
          "long",
          "private",
          "protected",
          "public",
          "record",
          "return",
          "sealed",
          "short",
          "static",
          "synchronized",
          "throw",
          "throws",
          "try",
          "var",
          "void",
          "while",
          "yield");

  private static final Set<String> BEGINNINGS = Set.of("", ";", "{", "}", ")", ">", "else", "do");

  private Keywords() {}

  /** Those that may stand behind a token; behind none, at the beginning. */
  static List<String> at(String before) {
    boolean name = !before.isEmpty() && Character.isJavaIdentifierStart(before.charAt(0));
    return BEGINNINGS.contains(before) || name
        ? Stream.concat(IN_EXPRESSIONS.stream(), AT_BEGINNINGS.stream()).toList()
        : Stream.concat(IN_EXPRESSIONS.stream(), Stream.of("int", "long", "double", "boolean"))
            .toList();
  }
}
