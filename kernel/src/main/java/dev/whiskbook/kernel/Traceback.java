package dev.whiskbook.kernel;

import java.util.regex.Pattern;

/**
 * The lines of an error as front ends show them. Colours are those of the ANSI palette that each
 * theme makes readable; no black, no white.
 */
public final class Traceback {

  private static final String RED = "\u001b[31m";
  private static final String CYAN = "\u001b[36m";
  private static final String BOLD = "\u001b[1m";
  private static final String RESET = "\u001b[0m";

  /** The class that JShell wraps a snippet in: the user does not know it. */
  private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\w+[.$]");

  private Traceback() {}

  /** The name of a class, or a text that names some, as the cells know them that declare them. */
  public static String withoutWrappers(String text) {
    return WRAPPER.matcher(text).replaceAll("");
  }

  /** The error's class and message. */
  public static String headline(String name, String message) {
    return RED + BOLD + name + RESET + (message.isEmpty() ? "" : RED + ": " + message + RESET);
  }

  /** A place in a cell, and what is to be said of it. */
  public static String place(int cell, int line, String text) {
    return CYAN
        + "  in cell "
        + cell
        + ", line "
        + line
        + RESET
        + (text.isEmpty() ? "" : ": " + text);
  }

  /** A place in a cell with its column, from 1, and what is to be said of it. */
  public static String place(int cell, int line, int column, String text) {
    return place(cell, line, "").replace(RESET, ", column " + column + RESET) + ": " + text;
  }

  /** A line of the user's source with its number, marked. */
  public static String sourceLine(int line, String text) {
    return "  " + CYAN + "--> " + line + " | " + RESET + text;
  }

  /** What stands under {@link #sourceLine}: carets below the columns that an error is about. */
  public static String caret(int line, String text, int column, int length) {
    int width = Math.max(1, Math.min(length, text.length() - column));
    String margin =
        " ".repeat("  --> ".length() + String.valueOf(line).length()) + CYAN + " | " + RESET;
    String indent = text.substring(0, Math.min(column, text.length())).replaceAll("[^\t]", " ");
    return margin + indent + RED + "^".repeat(width) + RESET;
  }

  /** Whether a frame belongs to the machinery under a cell, of which the user need not know. */
  public static boolean isOurs(StackTraceElement frame) {
    String type = frame.getClassName();
    return type.startsWith("dev.whiskbook.kernel.")
        || type.startsWith("jdk.jshell.")
        || type.startsWith("jdk.internal.reflect.")
        || type.startsWith("java.lang.reflect.")
        || type.startsWith("java.lang.invoke.");
  }
}
