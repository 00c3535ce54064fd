package dev.whiskbook.kernel.widget;

import dev.whiskbook.kernel.Comm;
import dev.whiskbook.kernel.CommMessage;
import dev.whiskbook.kernel.CommTarget;
import dev.whiskbook.kernel.jshell.CellContext;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tells a page that has been loaded all widgets that there are, so that it shows them again. */
public final class WidgetControl implements CommTarget {

  /** What front ends open to ask for them. */
  public static final String TARGET = "jupyter.widget.control";

  /** What front ends have for one widget. */
  static final String WIDGETS = "jupyter.widget";

  @Override
  public void opened(Comm comm, CommMessage opening) {
    comm.onMessage(
        message -> {
          if (message.data().path("method").asString("").equals("request_states")) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.put("method", "update_states");
            String page = CellContext.current().output().clientSession();
            answer.set("states", OpenWidgets.current().load(page));
            answer.putArray("buffer_paths");
            comm.send(answer);
          }
        });
  }
}
