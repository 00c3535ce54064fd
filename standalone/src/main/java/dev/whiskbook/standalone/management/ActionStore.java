package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.entity.WhiskAction;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** The actions of the namespace, in memory. */
public final class ActionStore {
  private final ConcurrentHashMap<String, WhiskAction> actions = new ConcurrentHashMap<>();
  private final AtomicLong lastRevision = new AtomicLong();

  Optional<WhiskAction> get(String name) {
    return Optional.ofNullable(actions.get(name));
  }

  /** Replaces an action by a function of what is there now, with no other change in between. */
  WhiskAction put(String name, Function<Optional<WhiskAction>, WhiskAction> change) {
    return actions.compute(name, (key, present) -> change.apply(Optional.ofNullable(present)));
  }

  Optional<WhiskAction> remove(String name) {
    return Optional.ofNullable(actions.remove(name));
  }

  /** All actions, last updated first. */
  List<WhiskAction> list() {
    return actions.values().stream()
        .sorted(Comparator.comparingLong(WhiskAction::revision).reversed())
        .toList();
  }

  /** A revision that no action has had. */
  long nextRevision() {
    return lastRevision.incrementAndGet();
  }
}
