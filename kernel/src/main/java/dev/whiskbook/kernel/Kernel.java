package dev.whiskbook.kernel;

import java.util.List;
import jdk.jshell.JShell;

/**
 * The kernel as Java cells call it: magics by their names, code as text, and the JShell underneath.
 * Imported into every session. What a magic {@code %maven g:a:v} does, {@code lineMagic("maven",
 * List.of("g:a:v"))} does too.
 */
public final class Kernel {

  private Kernel() {}

  /** The session of the cell that calls. */
  public static Session session() {
    return CurrentSession.get();
  }

  /** The JShell of the session: its snippets, variables, methods and imports, live. */
  public static JShell jshell() {
    return session().jshell();
  }

  /** Prints to the cell, as {@code System.out.printf} does. */
  @SuppressWarnings("AnnotateFormatMethod") // the annotation is a library that cells do not see
  public static void printf(String format, Object... arguments) {
    System.out.printf(format, arguments);
  }

  /**
   * Evaluates code as a cell would, magics among it.
   *
   * @return the value of its last expression, the object itself, or null
   * @throws Exception what the code threw
   */
  public static Object eval(String code) throws Exception {
    return session().run(code);
  }

  /**
   * Runs a line magic.
   *
   * @param name without the percent sign
   * @param arguments its words, as they are: nothing is replaced in them
   * @return the value of the magic, or null; its type is the caller's word
   * @throws Exception what the magic threw
   */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the caller says the type
  public static <T> T lineMagic(String name, List<String> arguments) throws Exception {
    return (T) session().lineMagic(name, arguments);
  }

  /**
   * Runs a cell magic.
   *
   * @param name without the percent signs
   * @param arguments its words, as they are
   * @param body what would stand under it
   * @return the value of the magic, or null; its type is the caller's word
   * @throws Exception what the magic threw
   */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the caller says the type
  public static <T> T cellMagic(String name, List<String> arguments, String body) throws Exception {
    return (T) session().cellMagic(name, arguments, body);
  }
}
