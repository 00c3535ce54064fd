package dev.whiskbook.kernel.magic;

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
}
