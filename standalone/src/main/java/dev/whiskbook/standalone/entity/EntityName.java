package dev.whiskbook.standalone.entity;

/** The rules for names of actions, packages, triggers and rules ({@code EntityPath.scala}). */
public final class EntityName {
  /** Longest name, in characters. */
  public static final int MAX_LENGTH = 256;

  private EntityName() {}

  /** True if {@code name} consists of allowed characters and is at most 256 characters long. */
  public static boolean isLegal(String name) {
    if (name.isEmpty() || name.length() > MAX_LENGTH || !isWord(name.charAt(0))) {
      return false;
    }
    for (int i = 1; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isWord(c) && "@.&- ".indexOf(c) < 0) {
        return false;
      }
    }
    return name.charAt(name.length() - 1) != ' ';
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
}
