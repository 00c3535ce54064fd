package dev.whiskbook.kernel.widget;

/** What is done with a value that has changed. */
@FunctionalInterface
public interface Handler<T> {

  /**
   * Takes the new value.
   *
   * @throws Exception whatever goes wrong: it is shown
   */
  void changed(T value) throws Exception;
}
