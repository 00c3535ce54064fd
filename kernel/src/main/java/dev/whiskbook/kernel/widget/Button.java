package dev.whiskbook.kernel.widget;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** A button that does something for each click. */
public final class Button extends Widget {

  private final String description;
  private final List<Task> tasks = new CopyOnWriteArrayList<>();

  private Button(String description) {
    super(ModelType.control("Button", "ButtonStyle"));
    this.description = description;
    model().set("description", NODES.stringNode(description));
  }

  /**
   * A button that does nothing yet.
   *
   * @param description what stands on it
   */
  public static Button of(String description) {
    return new Button(description);
  }

  /**
   * Has something done for each click, one after the other. What fails is shown, and ends nothing.
   */
  public Button onClick(Task task) {
    tasks.add(task);
    return this;
  }

  /** Whether it cannot be clicked. */
  public Button disabled(boolean disabled) {
    model().set("disabled", NODES.booleanNode(disabled));
    return this;
  }

  /** Does what a click does, for the cell that calls; what fails is thrown. */
  public void click() {
    tasks.forEach(Thrown::raise);
  }

  @Override
  void received(JsonNode content) {
    if (content.path("event").asString("").equals("click")) {
      tasks.forEach(this::handle);
    }
  }

  @Override
  public String toString() {
    return "[" + description + "]";
  }
}
