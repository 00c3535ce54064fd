package dev.whiskbook.kernel.jshell;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a class that JShell wraps a snippet in, {@code REPL.$JShell$12B}: the snippet's
 * number (several of them, joined by {@code _}, for overloaded methods), and letters that count how
 * often the class had to be declared under another name.
 *
 * @param snippets the snippets' numbers, as they stand in the name
 * @param full the binary name of the class
 */
record WrapperName(String snippets, String full) {

  private static final Pattern WRAPPER =
      Pattern.compile("REPL\\.\\$JShell\\$(\\d+(?:[A-Z]*_\\d+)*)[A-Z]*");

  /** The wrapper that a class is, or is nested in; empty for a class that is not a snippet's. */
  static Optional<WrapperName> of(String className) {
    if (!className.startsWith("REPL.$JShell$")) {
      return Optional.empty();
    }
    Matcher matcher = WRAPPER.matcher(className);
    return matcher.lookingAt()
        ? Optional.of(new WrapperName(matcher.group(1).replaceAll("[A-Z]", ""), matcher.group()))
        : Optional.empty();
  }

  /** Whether a class is this wrapper or nested in it. */
  boolean contains(String className) {
    return className.equals(full) || className.startsWith(full + "$");
  }
}
