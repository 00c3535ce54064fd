package dev.whiskbook.kernel.magic;

import java.util.Optional;

/** A part of a cell, in the order in which it runs. Lines count from 1 in the cell. */
public sealed interface Segment {

  /** The line of the cell on which the part begins. */
  int line();

  /** Java snippets, one or several. */
  record Java(String source, int line) implements Segment {}

  /**
   * A line {@code %name arguments}, or {@code declaration = %name arguments}.
   *
   * @param declaration what stands before the equals sign, such as {@code Run small}, if the magic
   *     has one
   */
  record LineMagic(String name, String arguments, Optional<String> declaration, int line)
      implements Segment {}

  /** {@code %%name arguments} on the first line of the cell, and the lines under it. */
  record CellMagic(String name, String arguments, String body, int line) implements Segment {}
}
