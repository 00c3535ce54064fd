package dev.whiskbook.standalone.container.context;

/** The heap that all contexts share, as the watchdog sees it. */
interface Heap extends AutoCloseable {
  /** Has {@code listener} told, on any thread, whenever it has become nearly full. */
  void onNearlyFull(Runnable listener);

  boolean isNearlyFull();

  /** Frees what is garbage now. */
  void collect();

  @Override
  void close();
}
