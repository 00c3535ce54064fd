package dev.whiskbook.kernel.jshell;

import java.util.function.Function;

/**
 * Weaves more than the stop checks into the code of cells, for as long as it is attached: a
 * debugger. Called by whoever holds the compiler, one at a time.
 */
public interface CodeWeaver {

  /**
   * The class with more in it, or as it is; with the same members in any case.
   *
   * @param loader finds the classes that it refers to
   */
  byte[] weave(byte[] bytecodes, ClassLoader loader);

  /**
   * The classes that were woven are about to be used, and it is known now where their lines are in
   * the cells.
   *
   * @param lines the places of the lines of a class and of those inside it, by its binary name;
   *     index 0 is not used, and null stands where a line is not the user's
   */
  void ready(Function<String, CellLine[]> lines);
}
