package dev.whiskbook.standalone;

import dev.whiskbook.standalone.container.Container;
import dev.whiskbook.standalone.container.ContainerFactory;
import dev.whiskbook.standalone.container.Isolation;
import dev.whiskbook.standalone.container.context.ContextContainerFactory;
import dev.whiskbook.standalone.container.process.ProcessContainerFactory;
import java.util.function.BooleanSupplier;

/**
 * The containers that an {@link Isolation} asks for: a context for what runs in one, a process for
 * all else. A loop in a Java class cannot be ended inside of our JVM, so Java has one of its own.
 */
final class IsolatedContainers implements ContainerFactory {
  private final ContextContainerFactory contexts = new ContextContainerFactory();
  private final ProcessContainerFactory processes = new ProcessContainerFactory();
  private final Isolation isolation;

  IsolatedContainers(Isolation isolation) {
    this.isolation = isolation;
  }

  @Override
  public Container create(String kind, int memoryMb) {
    return suiting(kind).create(kind, memoryMb);
  }

  @Override
  public String model(String kind, int memoryMb) {
    return suiting(kind).model(kind, memoryMb);
  }

  @Override
  public boolean supports(String kind) {
    return suiting(kind).supports(kind);
  }

  @Override
  public void whenShortOfMemory(BooleanSupplier evictIdle) {
    contexts.whenShortOfMemory(evictIdle); // each process has a memory of its own
  }

  @Override
  public void warmUp() {
    if (isolation == Isolation.CONTEXT) {
      contexts.warmUp();
    }
  }

  @Override
  public void close() {
    contexts.close();
    processes.close();
  }

  private ContainerFactory suiting(String kind) {
    return isolation == Isolation.CONTEXT && contexts.supports(kind) ? contexts : processes;
  }
}
