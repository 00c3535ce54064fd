package dev.whiskbook.standalone.container;

import java.util.function.BooleanSupplier;

/** Makes containers of one sort. Called by the container pool only. */
public interface ContainerFactory extends AutoCloseable {
  /**
   * Makes a container that holds no action yet.
   *
   * @param kind the runtime, such as {@code nodejs:20}
   * @param memoryMb memory of the actions that it is for
   * @throws RuntimeException with a sentence if there is none to be had
   */
  Container create(String kind, int memoryMb);

  /** What kinds and sizes have in common if a stem cell of one can serve the other. */
  String model(String kind, int memoryMb);

  /**
   * True if this factory's containers can run actions of {@code kind}, such as {@code nodejs:20}.
   */
  boolean supports(String kind);

  /**
   * Has idle containers removed before the memory that containers share is full.
   *
   * @param evictIdle removes all that are idle, and tells whether there were any; called on any
   *     thread
   */
  default void whenShortOfMemory(BooleanSupplier evictIdle) {}

  /** Prepares what the first activations would otherwise wait for; takes a second or more. */
  default void warmUp() {}

  /** Frees what the containers share. All of them are destroyed before. */
  @Override
  void close();
}
