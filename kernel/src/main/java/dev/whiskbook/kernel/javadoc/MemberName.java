package dev.whiskbook.kernel.javadoc;

import java.util.List;

/**
 * How a declaration is called within its source file, the same from the source as from the compiled
 * class: {@code Map.Entry}, {@code Map.Entry#comparingByKey()}, {@code Map#put(K,V)}. Types of
 * parameters have neither packages nor type arguments.
 */
record MemberName(String name) {

  static MemberName ofPackage() {
    return new MemberName("package");
  }

  static MemberName ofType(String nestedName) {
    return new MemberName(nestedName);
  }

  static MemberName ofField(String type, String name) {
    return new MemberName(type + "#" + name);
  }

  static MemberName ofMethod(String type, String name, List<String> parameterTypes) {
    return new MemberName(type + "#" + name + "(" + String.join(",", parameterTypes) + ")");
  }

  /** A type as it stands in a source, as it stands in a name. */
  static String simple(String type) {
    String plain = type.replaceAll("@[\\w.]+(\\([^)]*\\))?\\s*", "");
    while (plain.contains("<")) {
      String less = plain.replaceAll("<[^<>]*>", "");
      if (less.equals(plain)) {
        break;
      }
      plain = less;
    }
    return plain.replaceAll("(?:\\w+\\.)+(?=\\w)", "").replace("...", "[]").replaceAll("\\s", "");
  }

  @Override
  public String toString() {
    return name;
  }
}
