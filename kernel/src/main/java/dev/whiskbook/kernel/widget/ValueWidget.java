package dev.whiskbook.kernel.widget;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * A widget that holds a value, which the reader changes on the page, and cells by {@code value}.
 *
 * @param <T> the type of the value
 * @param <W> the widget itself
 */
public abstract class ValueWidget<T, W extends ValueWidget<T, W>> extends Widget
    implements Supplier<T> {

  private final String description;
  private final String stateName;
  private final List<Handler<? super T>> handlers = new CopyOnWriteArrayList<>();
  private final List<Interact> interacts = new CopyOnWriteArrayList<>();
  private volatile T value;

  /** The value that handlers were told of last; guarded by the handlers. */
  private T told;

  /**
   * @param stateName the part of the state that is the value
   */
  ValueWidget(ModelType type, String description, String stateName, T value) {
    super(type);
    this.description = description;
    this.stateName = stateName;
    this.value = value;
    told = value;
    model().set("description", NODES.stringNode(description));
  }

  /** This, by its own type. */
  abstract W self();

  abstract JsonNode toJson(T value);

  /**
   * The value that a front end has sent.
   *
   * @throws IllegalArgumentException if it is none of this widget's, with a sentence
   */
  abstract T fromJson(JsonNode json);

  /** The value as text. */
  String text(T value) {
    return String.valueOf(value);
  }

  /** What stands beside it; may be empty. */
  public final String description() {
    return description;
  }

  /** The value; the same as {@code value()}, which has its own type. */
  @Override
  public final T get() {
    return value;
  }

  /**
   * Has something done with each new value. For values from the page, one call after the other; of
   * those that come while a call takes its time, the newest alone; a call that fails is shown, and
   * does not end this. A cell, or a handler, that sets the value calls it then and there, and what
   * it throws is thrown.
   */
  public final W onChange(Handler<? super T> handler) {
    handlers.add(handler);
    return self();
  }

  /** Whether the reader cannot change it. */
  public final W disabled(boolean disabled) {
    model().set("disabled", NODES.booleanNode(disabled));
    return self();
  }

  /** Sets the value and tells the front ends and the handlers; what these throw is thrown. */
  final W set(T changed) {
    model().set(stateName, toJson(changed), () -> value = changed);
    tell(Thrown::raise);
    interacts.forEach(Interact::settle);
    return self();
  }

  @Override
  final boolean take(String name, JsonNode json) {
    if (!name.equals(stateName)) {
      return false;
    }
    value = fromJson(json);
    return true;
  }

  @Override
  final void updated() {
    if (!model().isFollowed()) {
      tell(this::handle);
    }
    interacts.forEach(interact -> interact.model().inItsCell(interact::settle));
  }

  private interface Caller {
    void call(Task task);
  }

  private void tell(Caller caller) {
    T now;
    synchronized (handlers) {
      now = value;
      if (now.equals(told)) {
        return;
      }
      told = now;
    }
    handlers.forEach(handler -> caller.call(() -> handler.changed(now)));
  }

  final void add(Interact interact) {
    interacts.add(interact);
  }

  final void remove(Interact interact) {
    interacts.remove(interact);
  }

  @Override
  public final String toString() {
    return description.isEmpty() ? text(value) : description + " = " + text(value);
  }
}
