package dev.whiskbook.kernel;

import dev.whiskbook.kernel.jshell.CellContext;
import dev.whiskbook.kernel.widget.WidgetControl;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The comms of a session, and the targets to which its front ends can open more. In a cell:
 *
 * <pre>{@code
 * var comm = Comms.current().open("my-widget", Map.of("value", 1));
 * comm.onMessage(message -> System.out.println(message.data()));
 * Comms.current().register("my-target", (comm, opened) -> comm.send(Map.of("hello", "you")));
 * }</pre>
 *
 * Where no front end listens, in a terminal or in the headless runner, what is sent is dropped. May
 * be used from any thread.
 */
public final class Comms {

  private final Map<String, Comm> open = new ConcurrentHashMap<>();
  private final Map<String, CommTarget> targets = new ConcurrentHashMap<>();
  private final Map<Class<?>, Object> companions = new ConcurrentHashMap<>();

  Comms() {}

  /**
   * The comms of the session to which this thread belongs.
   *
   * @throws IllegalStateException if no cell has run in this JVM
   */
  public static Comms current() {
    return CellContext.current().comms();
  }

  /**
   * Opens a comm to a target of the front end.
   *
   * @param data a Map with names as keys, a record, or a JSON object
   */
  public Comm open(String targetName, Object data, byte[]... buffers) {
    return open(targetName, CommMessage.of(data, buffers));
  }

  /** Opens a comm to a target of the front end, with no data. */
  public Comm open(String targetName) {
    return open(targetName, Map.of());
  }

  /** Opens a comm with a message as it is. */
  public Comm open(String targetName, CommMessage message) {
    var comm = new Comm(this, UUID.randomUUID().toString(), targetName);
    open.put(comm.id(), comm);
    comm.put(CommAction.OPEN, message);
    return comm;
  }

  /** Lets front ends open comms to this target, instead of to an earlier one of that name. */
  public void register(String targetName, CommTarget target) {
    targets.put(targetName, target);
  }

  /** From now on the target is unknown; its open comms stay. */
  public void unregister(String targetName) {
    targets.remove(targetName);
  }

  /** The comms that are open, whoever opened them. */
  public Collection<Comm> all() {
    return List.copyOf(open.values());
  }

  /** The open comm of this id. */
  public Optional<Comm> find(String id) {
    return Optional.ofNullable(open.get(id));
  }

  /**
   * What a library that works over comms keeps for each session: one object of its class, made with
   * the first call.
   */
  public <T> T companion(Class<T> type, Function<Comms, T> made) {
    return type.cast(companions.computeIfAbsent(type, _ -> made.apply(this)));
  }

  boolean remove(Comm comm) {
    return open.remove(comm.id(), comm);
  }

  /**
   * What a front end has done, for the front that received it; runs the handlers.
   *
   * @param targetName for {@link CommAction#OPEN} alone
   * @param behind what has come meanwhile
   * @return false if there is no such target or no such comm, or a comm of that id is open
   * @throws Exception what the handler threw
   */
  public boolean received(
      CommAction action, String id, String targetName, CommMessage message, CommQueue behind)
      throws Exception {
    if (action == CommAction.OPEN) {
      return opened(id, targetName, message);
    }
    Comm comm = action == CommAction.CLOSE ? open.remove(id) : open.get(id);
    if (comm == null) {
      return false;
    }
    if (action == CommAction.CLOSE) {
      comm.closed(message);
    } else {
      comm.received(message, behind);
    }
    return true;
  }

  private boolean opened(String id, String targetName, CommMessage message) throws Exception {
    CommTarget target = target(targetName);
    var comm = new Comm(this, id, targetName);
    if (target == null || open.putIfAbsent(id, comm) != null) {
      return false;
    }
    try {
      target.opened(comm, message);
      return true;
    } catch (Throwable e) { // it is the user's code
      comm.close();
      throw e;
    }
  }

  /** The target of the widgets is there from the beginning, and loaded when a page asks for it. */
  private CommTarget target(String name) {
    CommTarget registered = targets.get(name);
    return registered == null && name.equals(WidgetControl.TARGET)
        ? new WidgetControl()
        : registered;
  }
}
