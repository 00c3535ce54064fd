package dev.whiskbook.standalone.data;

import dev.whiskbook.standalone.control.Slot;
import dev.whiskbook.standalone.entity.WhiskAction;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Warm containers with room for an activation, by invoker and action, last used first. Each is in
 * here once as long as it has room; entries of containers that the control plane has taken away are
 * passed over. Without a lock of its own.
 */
final class WarmContainers {
  /** OpenWhisk matches on namespace, action and revision; our revisions are unique already. */
  private record Key(int invoker, long revision) {}

  private final Map<Key, Deque<Slot>> byAction = new ConcurrentHashMap<>();

  /** Enters a warm container of the action on that invoker, if there is one. */
  Optional<Slot> enter(int invoker, WhiskAction action) {
    Deque<Slot> warm = byAction.get(new Key(invoker, action.revision()));
    if (warm == null) {
      return Optional.empty();
    }
    return action.activationsPerContainer() == 1 ? enterAlone(warm) : enterShared(warm);
  }

  private static Optional<Slot> enterAlone(Deque<Slot> warm) {
    for (Slot slot = warm.pollFirst(); slot != null; slot = warm.pollFirst()) {
      if (slot.enter() != Slot.Entry.REFUSED) {
        return Optional.of(slot);
      }
    }
    return Optional.empty();
  }

  /** A container stays where others see it until it is full: whoever fills it takes it out. */
  private static Optional<Slot> enterShared(Deque<Slot> warm) {
    for (Iterator<Slot> all = warm.iterator(); all.hasNext(); ) {
      Slot slot = all.next();
      Slot.Entry entry = slot.enter();
      if (entry == Slot.Entry.AS_LAST) {
        warm.remove(slot); // not all.remove(): its entry may be a newer one already
      }
      if (entry != Slot.Entry.REFUSED) {
        return Optional.of(slot);
      }
    }
    return Optional.empty();
  }

  /** A container has room now, and had none before. */
  void add(Slot slot) {
    byAction.compute(
        key(slot),
        (key, present) -> {
          Deque<Slot> warm = present == null ? new ConcurrentLinkedDeque<>() : present;
          warm.addFirst(slot);
          return warm;
        });
    if (slot.isGone()) {
      forget(slot); // taken away in between
    }
  }

  /** A container is gone. */
  void forget(Slot slot) {
    byAction.computeIfPresent(
        key(slot),
        (key, warm) -> {
          warm.remove(slot);
          return warm.isEmpty() ? null : warm;
        });
  }

  private static Key key(Slot slot) {
    return new Key(slot.invoker(), slot.action().revision());
  }
}
