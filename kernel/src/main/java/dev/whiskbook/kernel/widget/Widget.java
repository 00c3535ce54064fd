package dev.whiskbook.kernel.widget;

import dev.whiskbook.kernel.Displayable;
import dev.whiskbook.kernel.Kernel;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.jshell.CellContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something on the page that front ends draw, and that cells and the reader change: made in a cell,
 * shown as its value or by {@code display}, as often and in as many cells as one likes. Where no
 * front end draws it (a terminal, the headless runner, a notebook on paper) its text says its
 * value.
 *
 * <p>What its handlers do happens as in a cell: they can be interrupted, and what they print and
 * where they fail is shown in the cell that has shown the widget first. (In a page that was loaded
 * after that: in the front end's log, as the page does not know the cell's execution.)
 *
 * <p>Front ends and kernel keep the last 1,000 widgets that were used; those before are closed,
 * which takes them from the page. A widget that a cell still has opens again when it is shown
 * again. May be used from any thread.
 */
public abstract class Widget implements Displayable, AutoCloseable {

  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** By which front ends find the widget that an output shows. */
  private static final String VIEW = "application/vnd.jupyter.widget-view+json";

  private final Model model;

  Widget(ModelType type) {
    model = new Model(OpenWidgets.current(), type, this);
  }

  final Model model() {
    return model;
  }

  /** What a terminal shows of it: its value. */
  @Override
  public abstract String toString();

  @Override
  public final MimeBundle toMimeBundle() {
    MimeBundle text = MimeBundle.text(toString());
    if (!CellContext.current().output().carriesComms()) {
      return text;
    }
    ObjectNode view = NODES.objectNode();
    view.put("version_major", 2).put("version_minor", 0).put("model_id", model.id());
    return text.with(VIEW, view);
  }

  /** Takes it from all pages. Its value stays; shown again, it is there again. */
  @Override
  public void close() {
    model.close();
  }

  /** Adds to the state what names other models; they are opened for it. */
  void addReferences(ObjectNode state) {}

  /**
   * A front end changes a part of the state; the lock is held.
   *
   * @return whether that is for front ends to change
   * @throws IllegalArgumentException if it cannot be that, with a sentence
   */
  boolean take(String name, JsonNode value) {
    return false;
  }

  /** A front end has changed the state. */
  void updated() {}

  /** A front end has sent something of its own. */
  void received(JsonNode content) {}

  /** Runs what the user has it do for a front end; shows why that failed. */
  final void handle(Task task) {
    model.inItsCell(
        () -> {
          try {
            if (!CellContext.current().execution().isStopping()) {
              task.run();
            }
          } catch (Throwable e) { // it is the user's code
            showFailure(e);
          }
        });
  }

  private void showFailure(Throwable e) {
    CellContext cell = CellContext.current();
    String said =
        cell.execution().isStopping()
            ? "The handler of " + this + " was interrupted."
            : "The handler of %s failed:\n%s"
                .formatted(this, String.join("\n", Kernel.session().describe(e).traceback()));
    cell.output().stream(StreamName.STDERR, said + "\n");
  }
}
