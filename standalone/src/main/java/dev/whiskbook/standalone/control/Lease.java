package dev.whiskbook.standalone.control;

import dev.whiskbook.standalone.container.Container;

/**
 * A container that an activation holds until it gives it back with {@link ContainerPool#release}.
 *
 * @param cold true if the container has to be initialised first
 */
public record Lease(Slot slot, boolean cold) {
  /** The container held. */
  public Container container() {
    return slot.container();
  }
}
