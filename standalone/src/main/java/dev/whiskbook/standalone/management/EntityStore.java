package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.entity.Entity;
import dev.whiskbook.standalone.entity.QualifiedName;
import dev.whiskbook.standalone.http.ApiException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The entities of all namespaces. As in OpenWhisk's database one name belongs to one entity,
 * whatever its sort. Everything is guarded by {@code lock}; a change is first written to the
 * journal, so what a caller was told is there after a crash.
 */
public final class EntityStore {
  /**
   * @param order grows with every change: lists are sorted by it
   */
  private record Stored(Entity entity, long order) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Stored> byPath = new HashMap<>();
  private final EntityJournal journal;
  private long lastOrder;

  /** A store with what the journal holds. */
  public EntityStore(EntityJournal journal) {
    this.journal = journal;
    journal.replay(
        entity -> byPath.put(entity.id().path(), new Stored(entity, ++lastOrder)), byPath::remove);
  }

  /**
   * The entity with this name.
   *
   * @throws ApiException with status 409 if the name belongs to another sort of entity
   */
  <T extends Entity> Optional<T> find(QualifiedName id, Class<T> sort) {
    return locked(() -> present(id, sort));
  }

  /** The same, answered with 404 if it is not there. */
  <T extends Entity> T get(QualifiedName id, Class<T> sort) {
    return find(id, sort).orElseThrow(ApiException::notFound);
  }

  /** Replaces an entity by a function of what is there now, with no other change in between. */
  <T extends Entity> T put(QualifiedName id, Class<T> sort, Function<Optional<T>, T> change) {
    return locked(
        () -> {
          T changed = change.apply(present(id, sort));
          journal.put(changed);
          byPath.put(id.path(), new Stored(changed, ++lastOrder));
          return changed;
        });
  }

  /** Replaces an entity, if it is there, without moving it to the front of lists. */
  <T extends Entity> void adjust(QualifiedName id, Class<T> sort, Function<T, T> change) {
    locked(
        () -> {
          Stored old = byPath.get(id.path());
          if (old != null && sort.isInstance(old.entity)) {
            T changed = change.apply(sort.cast(old.entity));
            journal.put(changed);
            byPath.put(id.path(), new Stored(changed, old.order));
          }
          return null;
        });
  }

  /** Removes an entity, if {@code check} does not throw. */
  <T extends Entity> T remove(QualifiedName id, Class<T> sort, Predicate<T> check) {
    return locked(
        () -> {
          T old = present(id, sort).orElseThrow(ApiException::notFound);
          if (check.test(old)) {
            journal.remove(id.path());
            byPath.remove(id.path());
          }
          return old;
        });
  }

  /** Does several steps with no other change in between. */
  <T> T locked(Supplier<T> steps) {
    lock.lock();
    try {
      return steps.get();
    } finally {
      lock.unlock();
    }
  }

  /** The entities of one sort that match, last changed first. */
  <T extends Entity> List<T> list(Class<T> sort, Predicate<T> matches) {
    return locked(
        () ->
            byPath.values().stream()
                .filter(s -> sort.isInstance(s.entity) && matches.test(sort.cast(s.entity)))
                .sorted(Comparator.comparingLong(Stored::order).reversed())
                .map(s -> sort.cast(s.entity))
                .toList());
  }

  private <T extends Entity> Optional<T> present(QualifiedName id, Class<T> sort) {
    Stored stored = byPath.get(id.path());
    if (stored == null) {
      return Optional.empty();
    }
    if (!sort.isInstance(stored.entity)) {
      throw Api.conformance();
    }
    return Optional.of(sort.cast(stored.entity));
  }
}
