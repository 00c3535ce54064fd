package dev.whiskbook.kernel.widget;

/** What is done for something that happens to a widget. */
@FunctionalInterface
public interface Task {

  /**
   * Does it.
   *
   * @throws Exception whatever goes wrong: it is shown
   */
  void run() throws Exception;
}
