package dev.whiskbook.kernel.magic;

import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.Session;
import java.util.List;

/**
 * A magic: a picocli command ({@code @Command}, {@code @Option}, {@code @Parameters}) that runs
 * when its line or cell is executed. picocli fills in a new instance for each call, and help,
 * completion and error texts come from the same annotations.
 */
@FunctionalInterface
public interface Magic {

  /**
   * Runs the magic. It is on the cell's thread, which an interrupt of the cell interrupts.
   *
   * @return the value of the magic, shown like an expression's where it ends the cell, or null for
   *     none
   * @throws MagicException for what the user should read as one sentence
   * @throws Exception whatever else went wrong; shown by its class and message
   */
  Object run(MagicCall call) throws Exception;

  /**
   * The values that an argument may have, where only the magic knows them, such as names of
   * actions. Asked while the user types: answers at once, from what is at hand.
   *
   * @param label of the option or positional parameter, as its help shows it, such as {@code
   *     ACTION}
   * @param session the session in whose cell the magic is being written
   * @return all of them, whatever of it is typed already
   */
  default List<Completion> candidates(String label, Session session) {
    return List.of();
  }

  /** What stands in the lines under this magic, if it is a cell magic. */
  default Body body() {
    return Body.TEXT;
  }

  /** What the lines under a cell magic are, as far as an editor can help with them. */
  enum Body {
    JAVA,
    SHELL,
    TEXT
  }
}
