package dev.whiskbook.standalone.control;

import dev.whiskbook.standalone.container.Container;

/**
 * An activation's place in a container, which it gives back when it has ended.
 *
 * @param cold true if the container has to be initialised first
 */
public record Lease(Slot slot, boolean cold) {
  /** The container held. */
  public Container container() {
    return slot.container();
  }
}
