package dev.whiskbook.kernel.jshell;

import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which simple names import declarations make known. Guarded by the compiler's lock. */
final class ImportedNames {

  /** So many answers are kept: a session's code has the same few names again and again. */
  private static final int KEPT = 20_000;

  private final ClassLoader loader;
  private final Map<String, Optional<Set<String>>> called = new HashMap<>();
  private final Map<String, Optional<Set<String>>> uncalled = new HashMap<>();
  private final Map<String, Boolean> classes = new HashMap<>();

  /**
   * @param loader finds the classes that can be imported
   */
  ImportedNames(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Whether a name may be that of a class or member that is imported.
   *
   * @param declared an import declaration without its first word, such as {@code static a.B.*}
   * @param isCalled whether a parenthesis follows the name; others in small letters are no classes
   */
  boolean isOf(String declared, String name, boolean isCalled) {
    boolean ofMembers = declared.startsWith("static ");
    String path = ofMembers ? declared.substring("static ".length()).strip() : declared;
    String last = path.substring(path.lastIndexOf('.') + 1);
    if (!last.equals("*")) {
      return last.equals(name);
    }
    String owner = path.substring(0, path.length() - ".*".length());
    if (!ofMembers) {
      boolean possible = isCalled || Character.isUpperCase(name.codePointAt(0));
      return possible && isWithin(owner, name);
    }
    // To list methods loads the classes of their parameters: not for a name that is none.
    Optional<Set<String>> members =
        isCalled
            ? called.computeIfAbsent(owner, type -> members(type, Class::getMethods))
            : uncalled.computeIfAbsent(owner, type -> members(type, Class::getFields));
    return members.map(all -> all.contains(name)).orElse(true);
  }

  /** More classes can be found now. */
  void changed() {
    classes.clear();
    called.clear();
    uncalled.clear();
  }

  /** Whether a package, or a class, has a class of this name. */
  private boolean isWithin(String owner, String name) {
    if (classes.size() > KEPT) {
      classes.clear();
    }
    boolean ofJavaLang = classes.computeIfAbsent("java.lang." + name, this::isClass);
    return !ofJavaLang
        && (classes.computeIfAbsent(owner + "." + name, this::isClass)
            || classes.computeIfAbsent(owner + "$" + name, this::isClass));
  }

  private boolean isClass(String name) {
    return loader.getResource(SharedLibraries.resource(name)) != null;
  }

  /**
   * Static members of a class, and its classes; empty if it cannot be loaded, as javac will say.
   */
  private Optional<Set<String>> members(
      String className, Function<Class<?>, ? extends Member[]> ofKind) {
    try {
      Class<?> owner = Class.forName(className, false, loader);
      Stream<String> members =
          Stream.of(ofKind.apply(owner))
              .filter(member -> Modifier.isStatic(member.getModifiers()))
              .map(Member::getName);
      Stream<String> classes = Stream.of(owner.getClasses()).map(Class::getSimpleName);
      return Optional.of(Stream.concat(members, classes).collect(Collectors.toSet()));
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }
}
