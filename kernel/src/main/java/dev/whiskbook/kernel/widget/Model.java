package dev.whiskbook.kernel.widget;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.Comm;
import dev.whiskbook.kernel.CommMessage;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.jshell.CellContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a widget and its views have in common: a state of names and JSON values, kept the same here
 * and in all front ends over a comm. It is opened when it is first shown, so that what never is
 * costs nothing there. Changed under the lock of the open widgets alone.
 *
 * @see <a
 *     href="https://github.com/jupyter-widgets/ipywidgets/blob/main/packages/schema/messages.md">The
 *     widgets protocol, 2.1</a>
 */
final class Model {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String UPDATE = "update";

  private final OpenWidgets widgets;
  private final ModelType type;
  private final Widget owner;
  private final ObjectNode state = NODES.objectNode();
  private volatile Comm comm;

  /** Where the cell's outputs go that has opened it, and how many pages had been loaded then. */
  private volatile CellOutput home;

  private volatile int loadsBefore;

  /**
   * A model that no front end knows yet.
   *
   * @param owner hears what front ends do with it; null for those that they only read
   */
  Model(OpenWidgets widgets, ModelType type, Widget owner) {
    this.widgets = widgets;
    this.type = type;
    this.owner = owner;
    type.describe(state);
  }

  ModelType type() {
    return type;
  }

  CellOutput home() {
    return home;
  }

  boolean isOpen() {
    Comm current = comm;
    return current != null && current.isOpen();
  }

  /** Whether it was open, and is no more. */
  boolean wasClosed() {
    return home != null && !isOpen();
  }

  /** Sets part of the state, here and in the front ends. */
  void set(String name, JsonNode value) {
    set(name, value, () -> {});
  }

  /**
   * Sets part of the state.
   *
   * @param too what is set with it, in the same order
   */
  void set(String name, JsonNode value, Runnable too) {
    widgets.lock().lock();
    try {
      too.run();
      state.set(name, value);
      if (isOpen()) {
        send(UPDATE, NODES.objectNode().set(name, value));
        widgets.used(this);
      }
    } finally {
      widgets.lock().unlock();
    }
  }

  /** Its id in all front ends, which is its comm's; opens it there if it is not open. */
  String id() {
    widgets.lock().lock();
    try {
      if (isOpen()) {
        widgets.used(this);
      } else {
        open();
      }
      return comm.id();
    } finally {
      widgets.lock().unlock();
    }
  }

  /** How the state of another model names this one. */
  JsonNode reference() {
    return NODES.stringNode("IPY_MODEL_" + id());
  }

  private void open() {
    if (type.isShown()) {
      state.set("layout", widgets.shared(ModelType.LAYOUT).reference());
    }
    if (!type.style().isEmpty()) {
      state.set("style", widgets.shared(ModelType.style(type.style())).reference());
    }
    if (owner != null) {
      owner.addReferences(state);
    }
    ObjectNode data = NODES.objectNode();
    data.set("state", state.deepCopy());
    data.putArray("buffer_paths");
    home = CellContext.current().output();
    loadsBefore = widgets.loads().count();
    comm =
        widgets
            .comms()
            .open(
                WidgetControl.WIDGETS,
                new CommMessage(data, NODES.objectNode().put("version", "2.1.0"), List.of()))
            .onMessage(this::received)
            .onClose(_ -> widgets.closed(this));
    widgets.opened(this);
  }

  /** Takes it from all pages; it can be opened again. */
  void close() {
    widgets.lock().lock();
    try {
      if (comm != null) {
        comm.close();
        comm = null;
        widgets.closed(this);
      }
    } finally {
      widgets.lock().unlock();
    }
  }

  /** The whole, for a page that has been loaded. */
  void addTo(ObjectNode states) {
    if (isOpen()) {
      ObjectNode json = states.putObject(comm.id());
      json.put("model_name", type.name() + "Model")
          .put("model_module", type.module())
          .put("model_module_version", type.version());
      json.set("state", state.deepCopy());
    }
  }

  /** Whether front ends have sent a later state already, which has not been looked at. */
  boolean isFollowed() {
    Comm current = comm;
    return current != null && current.isFollowedBy(data -> isMethod(data, UPDATE));
  }

  /** Whether another page was loaded since it was opened, which does not know that execution. */
  boolean isOlderThanAPage() {
    CellOutput cell = home;
    return cell != null && widgets.loads().isAnyBut(cell.clientSession(), loadsBefore);
  }

  private static boolean isMethod(ObjectNode data, String method) {
    return data.path("method").asString("").equals(method);
  }

  private void send(String method, ObjectNode part) {
    ObjectNode data = NODES.objectNode().put("method", method);
    data.set("state", part.deepCopy());
    data.putArray("buffer_paths");
    comm.send(data);
  }

  private void received(CommMessage message) {
    ObjectNode data = message.data();
    if (isMethod(data, "request_state")) {
      sendAll();
    } else if (owner != null && isMethod(data, UPDATE)) {
      if (data.path("state") instanceof ObjectNode part) {
        take(part);
        owner.updated();
      }
    } else if (owner != null && isMethod(data, "custom")) {
      owner.received(data.path("content"));
    }
  }

  private void sendAll() {
    widgets.lock().lock();
    try {
      if (isOpen()) {
        send(UPDATE, state);
      }
    } finally {
      widgets.lock().unlock();
    }
  }

  /**
   * Takes what a front end has changed, and tells all of them; what cannot be is put back where it
   * came from.
   */
  private void take(ObjectNode part) {
    var refusals = new ArrayList<String>();
    widgets.lock().lock();
    try {
      ObjectNode taken = NODES.objectNode();
      ObjectNode kept = NODES.objectNode();
      for (Map.Entry<String, JsonNode> property : part.properties()) {
        String name = property.getKey();
        try {
          if (owner.take(name, property.getValue())) {
            state.set(name, property.getValue());
            taken.set(name, property.getValue());
          }
        } catch (IllegalArgumentException e) {
          refusals.add(e.getMessage());
          kept.set(name, state.path(name));
        }
      }
      if (isOpen()) {
        widgets.used(this);
        if (!taken.isEmpty()) {
          send("echo_update", taken);
        }
        if (!kept.isEmpty()) {
          send(UPDATE, kept);
        }
      }
    } finally {
      widgets.lock().unlock();
    }
    if (!refusals.isEmpty()) {
      inItsCell(
          () ->
              CellContext.current().output().stream(
                  StreamName.STDERR, String.join("\n", refusals) + "\n"));
    }
  }

  /**
   * Runs code for a message of a front end so that what it puts out appears in the cell that has
   * shown the widget. Under the message's own name, JupyterLab shows it in its log alone; but a
   * page that was loaded later does not know that cell's execution, and drops what belongs to it.
   */
  void inItsCell(Runnable code) {
    CellContext message = CellContext.current();
    CellOutput cell = home;
    if (cell == null || isOlderThanAPage()) {
      code.run();
      return;
    }
    message.withOutput(new HandlerOutput(cell, message.output())).enterBeside();
    try {
      code.run();
    } finally {
      message.enterBeside();
    }
  }
}
