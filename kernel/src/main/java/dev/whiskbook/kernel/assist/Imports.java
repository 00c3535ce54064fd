package dev.whiskbook.kernel.assist;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What import declarations bring in, by name.
 *
 * @param packages of which all classes are imported; {@code java.lang} always
 * @param classes that are imported alone
 * @param staticNames members that are imported, such as {@code java.lang.Math.max} and {@code
 *     java.lang.Math.*}
 */
record Imports(Set<String> packages, Set<String> classes, List<String> staticNames) {

  static Imports of(List<String> declarations) {
    Set<String> packages = new HashSet<>(Set.of("java.lang"));
    Set<String> classes = new HashSet<>();
    Set<String> staticNames = new LinkedHashSet<>();
    for (String declaration : declarations) {
      String name = nameOf(declaration);
      if (name.startsWith("static ")) {
        staticNames.add(name.substring("static ".length()).replaceAll("\\s", ""));
      } else if (name.endsWith(".*")) {
        packages.add(name.substring(0, name.length() - 2));
      } else {
        classes.add(name);
      }
    }
    return new Imports(packages, classes, List.copyOf(staticNames));
  }

  private static String nameOf(String declaration) {
    return declaration.replaceFirst("^\\s*import\\s+", "").replaceAll("[;\\s]+$", "");
  }

  /** The package, or class, of which a declaration imports all classes; empty for others. */
  static String packageOf(String declaration) {
    String name = nameOf(declaration);
    boolean all = name.endsWith(".*") && !name.startsWith("static ");
    return all ? name.substring(0, name.length() - 2) : "";
  }

  /** Whether a class of this package can be named without it. */
  boolean has(String packageName, String simpleName) {
    return packages.contains(packageName)
        || packageName.isEmpty()
        || classes.contains(packageName + "." + simpleName);
  }
}
