package dev.whiskbook.kernel.magic;

/**
 * A magic that takes its line as it was typed, such as a shell command or a Java expression: it is
 * not split into words, and nothing in it is replaced. {@code --help} alone still asks for help.
 */
public interface TextMagic extends Magic {

  /** What stands behind the magic's name; called before {@link #run}. */
  void text(String line);
}
