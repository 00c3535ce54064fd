package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.entity.Entity;
import java.util.function.Consumer;

/** Where changes of entities are written before they count. */
public interface EntityJournal {
  /** Remembers nothing: the entities live as long as the server. */
  EntityJournal NONE =
      new EntityJournal() {
        @Override
        public void replay(Consumer<Entity> put, Consumer<String> removed) {}

        @Override
        public void put(Entity entity) {}

        @Override
        public void remove(String path) {}
      };

  /** Tells all that was written, oldest first. */
  void replay(Consumer<Entity> put, Consumer<String> removed);

  /**
   * Writes that an entity is now this; returns when that is safe.
   *
   * @throws dev.whiskbook.standalone.http.ApiException with status 507 if it cannot be written
   */
  void put(Entity entity);

  /** Writes that an entity is no more; returns when that is safe. */
  void remove(String path);
}
