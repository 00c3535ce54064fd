package dev.whiskbook.kernel.debug;

import dev.whiskbook.kernel.jshell.CellContext;
import dev.whiskbook.kernel.jshell.JavaEvaluator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Debug Adapter Protocol of one session, with Jupyter's additions. Requests and events are the
 * contents of Jupyter's messages {@code debug_request} and {@code debug_event}; they may come from
 * any thread, and are answered one after the other. What the cells do meanwhile does not matter.
 *
 * @see <a href="https://microsoft.github.io/debug-adapter-protocol/specification">Debug Adapter
 *     Protocol</a>
 * @see <a href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#debug-request">Debug
 *     request</a>
 */
public final class DebugAdapter implements AutoCloseable, Stops.Listener {

  private final CellSources sources = new CellSources();
  private final Debugger debugger;
  private final Inspection inspection;
  private final Runnable interrupt;
  private final Consumer<ObjectNode> events;
  private final AtomicInteger sequence = new AtomicInteger();
  private final Map<String, UnaryOperator<ObjectNode>> commands = new HashMap<>();

  /**
   * A debugger that nobody has attached yet.
   *
   * @param context what is evaluated for the debugger belongs to the like of this
   * @param interrupt ends the running cell
   * @param events takes the protocol's events; called on threads that stop or go on
   */
  public DebugAdapter(
      JavaEvaluator java, CellContext context, Runnable interrupt, Consumer<ObjectNode> events) {
    this.interrupt = interrupt;
    this.events = events;
    debugger = new Debugger(java, context, sources, this);
    inspection = new Inspection(java, context.renderers(), debugger);
    commands.put("debugInfo", _ -> debugInfo());
    commands.put("initialize", this::initialize);
    commands.put("attach", _ -> attach());
    commands.put("configurationDone", _ -> Json.object());
    commands.put("dumpCell", this::dumpCell);
    commands.put("source", this::source);
    commands.put("modules", _ -> modules());
    commands.put("setBreakpoints", this::setBreakpoints);
    commands.put("setExceptionBreakpoints", this::setExceptionBreakpoints);
    commands.put("threads", _ -> threads());
    commands.put("pause", this::pause);
    commands.put("continue", _ -> goOn());
    commands.put("next", _ -> resume(DebuggedThread.Mode.STEP_OVER));
    commands.put("stepIn", _ -> resume(DebuggedThread.Mode.STEP_IN));
    commands.put("stepOut", _ -> resume(DebuggedThread.Mode.STEP_OUT));
    commands.put("disconnect", this::disconnect);
    commands.put("terminate", _ -> terminate());
    inspection.addTo(commands);
  }

  /** Answers a request; what cannot be done is a response that says why. */
  public synchronized ObjectNode handle(ObjectNode request) {
    String command = request.path("command").asString("");
    ObjectNode response = Json.object();
    response.put("type", "response");
    response.put("seq", sequence.incrementAndGet());
    response.put("request_seq", request.path("seq").asInt(0));
    response.put("command", command);
    try {
      UnaryOperator<ObjectNode> handler = commands.get(command);
      if (handler == null) {
        throw new DebugException("The debugger does not know the request '" + command + "'.");
      }
      JsonNode arguments = request.path("arguments");
      ObjectNode body = handler.apply(arguments instanceof ObjectNode o ? o : Json.object());
      response.put("success", true);
      response.set("body", body);
    } catch (DebugException e) {
      response.put("success", false);
      response.put("message", e.getMessage());
      response.putObject("body").putObject("error").put("id", 1).put("format", e.getMessage());
    }
    return response;
  }

  /** What runs is to end: a thread of it that is stopped ends too. */
  public void cellsAreToEnd() {
    debugger.stops().recheck();
  }

  /** Lets everything go on, and takes the debugger out of the session. */
  @Override
  public synchronized void close() {
    debugger.detach();
    sources.close();
  }

  @Override
  public void stopped(Stops.Stop stop) {
    ObjectNode body = Json.object();
    body.put("reason", stop.reason());
    body.put("threadId", stop.thread().id());
    body.put("allThreadsStopped", false);
    body.put("preserveFocusHint", false);
    if (stop.exception() != null) {
      body.put("text", Values.text(stop.exception()));
    }
    send("stopped", body);
  }

  @Override
  public void continued(DebuggedThread thread) {
    send("continued", Json.object().put("threadId", thread.id()).put("allThreadsContinued", false));
  }

  private void send(String name, ObjectNode body) {
    ObjectNode event = Json.object();
    event.put("type", "event");
    event.put("seq", sequence.incrementAndGet());
    event.put("event", name);
    event.set("body", body);
    events.accept(event);
  }

  private ObjectNode debugInfo() {
    ObjectNode info = Json.object();
    info.put("isStarted", debugger.isAttached());
    info.put("hashMethod", CellSources.HASH_METHOD);
    info.put("hashSeed", CellSources.HASH_SEED);
    info.put("tmpFilePrefix", sources.prefix());
    info.put("tmpFileSuffix", CellSources.SUFFIX);
    info.put("richRendering", true);
    info.put("copyToGlobals", true);
    info.putArray("exceptionPaths");
    ArrayNode stopped = info.putArray("stoppedThreads");
    Stops.Stop stop = debugger.stops().current();
    if (stop != null) {
      stopped.add(stop.thread().id());
    }
    ArrayNode cells = info.putArray("breakpoints");
    debugger
        .breakpoints()
        .all()
        .forEach(
            (path, breakpoints) -> {
              ArrayNode ofCell = cells.addObject().put("source", path).putArray("breakpoints");
              breakpoints.forEach(breakpoint -> ofCell.add(json(breakpoint, path)));
            });
    return info;
  }

  private ObjectNode initialize(ObjectNode arguments) {
    inspection.client(arguments.path("clientID").asString(""));
    return Capabilities.json();
  }

  private ObjectNode attach() {
    debugger.attach();
    send("initialized", Json.object());
    return Json.object();
  }

  private ObjectNode dumpCell(ObjectNode arguments) {
    return Json.object().put("sourcePath", sources.dump(arguments.path("code").asString("")));
  }

  private ObjectNode source(ObjectNode arguments) {
    String path = arguments.path("source").path("path").asString("");
    String source =
        sources
            .source(path)
            .orElseThrow(() -> new DebugException("There is no cell with the name " + path + "."));
    return Json.object().put("content", source).put("mimeType", "text/x-java");
  }

  /** To front ends, modules are sources to look at: the cells. */
  private ObjectNode modules() {
    ObjectNode body = Json.object();
    ArrayNode modules = body.putArray("modules");
    sources
        .all()
        .forEach(
            (path, source) -> {
              String first = source.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
              modules.addObject().put("id", path).put("name", first.strip()).put("path", path);
            });
    return body.put("totalModules", modules.size());
  }

  private ObjectNode setBreakpoints(ObjectNode arguments) {
    mustBeAttached();
    String path = arguments.path("source").path("path").asString("");
    var breakpoints = new ArrayList<Breakpoint>();
    for (JsonNode wanted : arguments.path("breakpoints")) {
      int line = wanted.path("line").asInt(0);
      breakpoints.add(
          new Breakpoint(
              line,
              Breakpoints.lineWithCode(sources.source(path), line),
              new Breakpoint.Terms(
                  wanted.path("condition").asString(""),
                  wanted.path("hitCondition").asString(""),
                  wanted.path("logMessage").asString(""))));
    }
    debugger.breakpoints().set(path, breakpoints);
    ObjectNode body = Json.object();
    ArrayNode set = body.putArray("breakpoints");
    breakpoints.forEach(breakpoint -> set.add(json(breakpoint, path)));
    return body;
  }

  private static ObjectNode json(Breakpoint breakpoint, String path) {
    ObjectNode json = Json.object();
    json.put("id", breakpoint.id());
    json.put("verified", true);
    json.put("line", breakpoint.line());
    json.putObject("source").put("path", path);
    Breakpoint.Terms terms = breakpoint.terms();
    putUnlessBlank(json, "condition", terms.condition());
    putUnlessBlank(json, "hitCondition", terms.hitCondition());
    putUnlessBlank(json, "logMessage", terms.logMessage());
    return json;
  }

  private static void putUnlessBlank(ObjectNode json, String name, String text) {
    if (!text.isBlank()) {
      json.put(name, text);
    }
  }

  private ObjectNode setExceptionBreakpoints(ObjectNode arguments) {
    mustBeAttached();
    Set<String> filters = new TreeSet<>();
    arguments.path("filters").forEach(filter -> filters.add(filter.asString("")));
    arguments
        .path("filterOptions")
        .forEach(option -> filters.add(option.path("filterId").asString("")));
    debugger.stopForExceptions(filters);
    ObjectNode body = Json.object();
    ArrayNode set = body.putArray("breakpoints");
    filters.forEach(_ -> set.addObject().put("verified", true));
    return body;
  }

  private ObjectNode threads() {
    ObjectNode body = Json.object();
    ArrayNode threads = body.putArray("threads");
    List<DebuggedThread> alive = debugger.threads().alive();
    alive.forEach(thread -> threads.addObject().put("id", thread.id()).put("name", thread.name()));
    if (alive.stream().noneMatch(thread -> thread.id() == Threads.MAIN)) {
      threads.insertObject(0).put("id", Threads.MAIN).put("name", "no cell is running");
    }
    return body;
  }

  private ObjectNode pause(ObjectNode arguments) {
    mustBeAttached();
    List<DebuggedThread> threads =
        debugger.threads().named(arguments.path("threadId").asInt(Threads.MAIN));
    if (threads.isEmpty()) {
      throw new DebugException("Nothing is running that could pause.");
    }
    threads.forEach(thread -> thread.go(DebuggedThread.Mode.PAUSE));
    return Json.object();
  }

  /**
   * The thread that is stopped goes on, whatever the request says: JupyterLab forgets its number
   * before it asks.
   */
  private ObjectNode goOn() {
    resume(DebuggedThread.Mode.RUN);
    return Json.object().put("allThreadsContinued", false);
  }

  private ObjectNode resume(DebuggedThread.Mode mode) {
    debugger.stops().resume(mode);
    return Json.object();
  }

  private ObjectNode disconnect(ObjectNode arguments) {
    return arguments.path("terminateDebuggee").asBoolean(false) ? terminate() : detach();
  }

  private ObjectNode detach() {
    debugger.detach();
    return Json.object();
  }

  /** What a front end may end is the running cell, not the kernel. */
  private ObjectNode terminate() {
    interrupt.run();
    detach();
    send("terminated", Json.object());
    return Json.object();
  }

  private void mustBeAttached() {
    if (!debugger.isAttached()) {
      throw new DebugException("The debugger is not attached.");
    }
  }
}
