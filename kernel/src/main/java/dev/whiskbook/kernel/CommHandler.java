package dev.whiskbook.kernel;

/** What a comm does with a message that comes. */
@FunctionalInterface
public interface CommHandler {

  /**
   * Takes a message; one after the other, as if in a cell: outputs belong to the message, and an
   * interrupt stops it.
   *
   * @throws Exception whatever goes wrong: it is shown on standard error
   */
  void received(CommMessage message) throws Exception;
}
