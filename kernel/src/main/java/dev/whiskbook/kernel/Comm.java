package dev.whiskbook.kernel;

import dev.whiskbook.kernel.jshell.CellContext;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * A two-way line between the session and its front ends, as widgets use it. What is sent belongs to
 * the cell whose thread sends it. May be used from any thread.
 */
public final class Comm {

  private static final CommHandler IGNORE = _ -> {};

  private final Comms comms;
  private final String id;
  private final String targetName;
  private volatile CommHandler onMessage = IGNORE;
  private volatile CommHandler onClose = IGNORE;

  /** What came behind the message that was handled last; null before the first. */
  private volatile CommQueue queue;

  Comm(Comms comms, String id, String targetName) {
    this.comms = comms;
    this.id = id;
    this.targetName = targetName;
  }

  /** What names it in messages. */
  public String id() {
    return id;
  }

  /** What the other end is, or was asked to be. */
  public String targetName() {
    return targetName;
  }

  /** What is done with each message that comes from now on. */
  public Comm onMessage(CommHandler handler) {
    onMessage = handler;
    return this;
  }

  /** What is done when the front end closes this comm. */
  public Comm onClose(CommHandler handler) {
    onClose = handler;
    return this;
  }

  public boolean isOpen() {
    return comms.find(id).isPresent();
  }

  /**
   * Whether another message has come meanwhile and waits to be handled: who does something slow for
   * each may do it for the last one alone.
   *
   * @param data what its data must be like
   */
  public boolean isFollowedBy(Predicate<ObjectNode> data) {
    CommQueue behind = queue;
    return behind != null && behind.has(id, data);
  }

  /**
   * Sends data to the front ends.
   *
   * @param data a Map with names as keys, a record, or a JSON object
   * @throws IllegalStateException if this comm is closed
   */
  public void send(Object data, byte[]... buffers) {
    send(CommMessage.of(data, buffers));
  }

  /** Sends a message as it is; else as {@link #send(Object, byte[]...)}. */
  public void send(CommMessage message) {
    if (!isOpen()) {
      throw new IllegalStateException(
          "The comm " + id + " to \"" + targetName + "\" is closed: open another one.");
    }
    put(CommAction.MESSAGE, message);
  }

  /**
   * Closes both ends; the handler of {@link #onClose} is not called. A second call does nothing.
   */
  public void close() {
    close(Map.of());
  }

  /** Closes both ends with some last data; a second call does nothing. */
  public void close(Object data) {
    CommMessage message = CommMessage.of(data);
    if (comms.remove(this)) {
      put(CommAction.CLOSE, message);
    }
  }

  void put(CommAction action, CommMessage message) {
    CellContext.current().output().comm(this, action, message);
  }

  void received(CommMessage message, CommQueue behind) throws Exception {
    queue = behind;
    onMessage.received(message);
  }

  void closed(CommMessage message) throws Exception {
    onClose.received(message);
  }
}
