package dev.whiskbook.kernel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * How values become outputs: {@link Displayable}s by themselves, classes that were registered (and
 * their subclasses) by their renderer, everything else by its text. One a session.
 */
public final class Renderers {

  private final Map<Class<?>, Function<Object, MimeBundle>> byClass = new ConcurrentHashMap<>();

  /**
   * Registers how instances of a class or interface are shown; a later registration replaces an
   * earlier one.
   */
  public <T> Renderers register(Class<T> type, Function<? super T, MimeBundle> renderer) {
    byClass.put(type, value -> renderer.apply(type.cast(value)));
    return this;
  }

  /** The representations of a value; {@code text/plain} is always among them. */
  public MimeBundle render(Object value) {
    if (value instanceof Displayable displayable) {
      return displayable.toMimeBundle();
    }
    for (Class<?> type = value == null ? null : value.getClass();
        type != null;
        type = type.getSuperclass()) {
      Function<Object, MimeBundle> renderer = byClass.get(type);
      if (renderer != null) {
        return renderer.apply(value);
      }
    }
    for (var entry : byClass.entrySet()) {
      if (entry.getKey().isInstance(value)) {
        return entry.getValue().apply(value);
      }
    }
    return MimeBundle.text(PlainText.of(value));
  }
}
