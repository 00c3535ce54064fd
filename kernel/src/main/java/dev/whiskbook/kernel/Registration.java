package dev.whiskbook.kernel;

/** Something that was registered; closing it takes it back. */
@FunctionalInterface
public interface Registration extends AutoCloseable {

  @Override
  void close();
}
