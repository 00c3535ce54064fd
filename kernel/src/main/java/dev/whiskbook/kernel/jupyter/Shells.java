package dev.whiskbook.kernel.jupyter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The main shell and its subshells, each a thread with a queue of its own: what is sent to a
 * subshell is handled while the main shell's cell runs.
 *
 * @see <a
 *     href="https://jupyter.org/enhancement-proposals/91-kernel-subshells/kernel-subshells.html">
 *     JEP 91, kernel subshells</a>
 */
final class Shells implements AutoCloseable {

  /** Makes the thread of a shell; it is not started. */
  interface Factory {
    RequestThread open(String name, ExecuteHandler.Execution execution);
  }

  private final Factory factory;
  private final WireCodec codec;
  private final Publisher publisher;
  private final RequestThread main;

  /** Guarded by itself. */
  private final Map<String, RequestThread> subshells = new LinkedHashMap<>();

  /**
   * Reads for which shell a message is, once there is more than one: not the work of the sockets'
   * thread. Null before.
   */
  private volatile ExecutorService router;

  Shells(Factory factory, WireCodec codec, Publisher publisher) {
    this.factory = factory;
    this.codec = codec;
    this.publisher = publisher;
    main = factory.open("jupyter-shell", Interpreter::execute);
  }

  void start() {
    main.start();
  }

  /** Takes a message; from the sockets' thread. */
  void received(List<byte[]> frames) {
    ExecutorService routing = router;
    if (routing == null) {
      main.add(frames);
    } else {
      routing.execute(() -> route(frames));
    }
  }

  private void route(List<byte[]> frames) {
    Message message;
    try {
      message = codec.decode(frames);
    } catch (MalformedMessageException e) {
      Logs.dropped(Channel.SHELL, e.getMessage());
      return;
    }
    String id = message.header().json().path("subshell_id").asString("");
    if (id.isEmpty()) {
      main.add(message);
      return;
    }
    synchronized (subshells) {
      RequestThread subshell = subshells.get(id);
      if (subshell != null) {
        subshell.add(message);
        return;
      }
    }
    new Request(Channel.SHELL, 0, message, publisher).handle(_ -> throwUnknown(id));
  }

  private static void throwUnknown(String id) {
    throw new IllegalArgumentException(
        "There is no subshell " + id + ": it was deleted, or never created.");
  }

  void create(Request request) {
    String id = UUID.randomUUID().toString();
    synchronized (subshells) {
      if (router == null) {
        router =
            Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("jupyter-shell-router").factory());
      }
      RequestThread subshell = factory.open("jupyter-subshell-" + id, Interpreter::executeBeside);
      subshells.put(id, subshell);
      subshell.start();
    }
    request.reply(Request.ok().put("subshell_id", id));
  }

  /** Takes nothing more for the subshell; what it has got is executed first. */
  void delete(Request request) {
    String id = request.content().path("subshell_id").asString("");
    synchronized (subshells) {
      RequestThread subshell = subshells.remove(id);
      if (subshell == null) {
        throwUnknown(id);
      } else {
        subshell.closeWhenDone();
      }
    }
    request.reply(Request.ok());
  }

  void list(Request request) {
    ObjectNode reply = Request.ok();
    ArrayNode ids = reply.putArray("subshell_id");
    synchronized (subshells) {
      subshells.keySet().forEach(ids::add);
    }
    request.reply(reply);
  }

  @Override
  public void close() {
    main.close();
    synchronized (subshells) {
      subshells.values().forEach(RequestThread::close);
      if (router != null) {
        router.shutdownNow();
      }
    }
  }
}
