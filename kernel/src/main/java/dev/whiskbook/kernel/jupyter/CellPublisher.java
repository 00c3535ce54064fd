package dev.whiskbook.kernel.jupyter;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.CellRequest;
import dev.whiskbook.kernel.Comm;
import dev.whiskbook.kernel.CommAction;
import dev.whiskbook.kernel.CommMessage;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.StreamName;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Publishes the outputs of one cell, for as long as its threads live. Text is gathered for some
 * milliseconds, so that ten thousand lines are a few messages; the order of all outputs is kept.
 */
final class CellPublisher implements CellOutput {

  private static final long GATHER_MS = 30;
  private static final int MESSAGE_CHARS = 32 * 1024;

  private final Publisher publisher;
  private final ObjectNode parentHeader;
  private final String cellId;
  private final ScheduledExecutorService timer;
  private final OutputLimit limit;

  /** Guarded by this. */
  private final ArrayNode payload = Json.object().putArray("payload");

  // Guarded by this: the text that is not published yet, and of which stream it is.
  private final StringBuilder text = new StringBuilder();
  private StreamName stream = StreamName.STDOUT;
  private boolean scheduled;

  /**
   * The output of one cell.
   *
   * @param request its execute_request, or what else has outputs
   * @param timer publishes text that waits; from one thread for all cells
   * @param limit how much text a cell may print
   */
  CellPublisher(
      Publisher publisher, Message request, ScheduledExecutorService timer, OutputLimit limit) {
    this.publisher = publisher;
    parentHeader = request.header().json();
    // Not of the specification, but JupyterLab, Notebook and VS Code say it.
    cellId = request.metadata().path("cellId").asString("");
    this.timer = timer;
    this.limit = limit;
  }

  @Override
  public boolean isLive() {
    return true;
  }

  @Override
  public boolean carriesComms() {
    return true;
  }

  @Override
  public String cellId() {
    return cellId;
  }

  @Override
  public String clientSession() {
    return parentHeader.path("session").asString("");
  }

  @Override
  public void begins(CellRequest cell, int executionCount) {
    publish(
        "execute_input",
        Json.object().put("code", cell.code()).put("execution_count", executionCount));
  }

  @Override
  public void stream(StreamName name, String printed) {
    publisher.awaitRoom();
    synchronized (this) {
      String kept = limit.cut(printed);
      if (kept.isEmpty()) {
        return;
      }
      if (name != stream) {
        flush();
        stream = name;
      }
      text.append(kept);
      if (text.length() >= MESSAGE_CHARS) {
        flush();
      } else if (!scheduled) {
        scheduled = true;
        var _ = timer.schedule(this::gathered, GATHER_MS, TimeUnit.MILLISECONDS);
      }
    }
  }

  private synchronized void gathered() {
    scheduled = false;
    flush();
  }

  /** Publishes the text that waits. */
  synchronized void flush() {
    if (text.isEmpty()) {
      return;
    }
    publish("stream", Json.object().put("name", stream.wireName()).put("text", text.toString()));
    text.setLength(0);
    if (text.capacity() > 4 * MESSAGE_CHARS) {
      text.trimToSize();
    }
  }

  @Override
  public synchronized void display(MimeBundle bundle, Optional<String> displayId) {
    flush();
    publish("display_data", displayData(bundle, displayId));
  }

  @Override
  public synchronized void update(String displayId, MimeBundle bundle) {
    flush();
    publish("update_display_data", displayData(bundle, Optional.of(displayId)));
  }

  @Override
  public synchronized void clear(boolean wait) {
    flush();
    publish("clear_output", Json.object().put("wait", wait));
  }

  @Override
  public synchronized void comm(Comm comm, CommAction action, CommMessage message) {
    flush();
    ObjectNode content = Json.object().put("comm_id", comm.id());
    if (action == CommAction.OPEN) {
      content.put("target_name", comm.targetName());
    }
    content.set("data", message.data());
    publisher.publish(
        action.messageType(), parentHeader, content, message.metadata(), message.buffers());
  }

  @Override
  public synchronized void page(MimeBundle bundle) {
    ObjectNode page = payload.addObject().put("source", "page").put("start", 0);
    page.putObject("data").setAll(bundle.data());
  }

  @Override
  public synchronized void setNextInput(String text, boolean replace) {
    payload.addObject().put("source", "set_next_input").put("text", text).put("replace", replace);
  }

  /** What the front end shall do besides showing the outputs, for the reply. */
  synchronized ArrayNode payload() {
    return payload.deepCopy();
  }

  private static ObjectNode displayData(MimeBundle bundle, Optional<String> displayId) {
    ObjectNode content = bundle(Json.object(), bundle);
    ObjectNode transients = content.putObject("transient");
    displayId.ifPresent(id -> transients.put("display_id", id));
    return content;
  }

  /** Adds a bundle's {@code data} and {@code metadata} to a content. */
  static ObjectNode bundle(ObjectNode content, MimeBundle bundle) {
    content.putObject("data").setAll(bundle.data());
    content.putObject("metadata").setAll(bundle.metadata());
    return content;
  }

  private void publish(String type, ObjectNode content) {
    publisher.publish(type, parentHeader, content);
  }
}
