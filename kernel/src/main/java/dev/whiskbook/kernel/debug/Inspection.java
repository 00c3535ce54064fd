package dev.whiskbook.kernel.debug;

import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.Renderers;
import dev.whiskbook.kernel.jshell.JavaEvaluator;
import dev.whiskbook.kernel.jshell.SessionVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Looks at the stack, the variables and the values of a stopped thread, and of the session. */
final class Inspection {

  private final JavaEvaluator java;
  private final Renderers renderers;
  private final Debugger debugger;

  /** What was asked for while a thread is stopped, and while none is. */
  private final References references = new References();

  /** The stop that the references and frames are of; null for none. */
  private Stops.Stop seen;

  private int firstFrame;

  /**
   * JupyterLab's tree of variables has room for one of the two, and takes the type unless it is
   * {@code int} or another of four of Python's.
   */
  private boolean showsTypesInsteadOfValues;

  Inspection(JavaEvaluator java, Renderers renderers, Debugger debugger) {
    this.java = java;
    this.renderers = renderers;
    this.debugger = debugger;
  }

  void addTo(Map<String, UnaryOperator<ObjectNode>> commands) {
    commands.put("stackTrace", this::stackTrace);
    commands.put("exceptionInfo", _ -> exceptionInfo());
    commands.put("scopes", this::scopes);
    commands.put("variables", this::variables);
    commands.put("setVariable", this::setVariable);
    commands.put("evaluate", this::evaluate);
    commands.put("inspectVariables", _ -> inspectVariables());
    commands.put("richInspectVariables", this::richInspectVariables);
    commands.put("copyToGlobals", this::copyToGlobals);
  }

  /** A front end introduces itself. */
  void client(String id) {
    showsTypesInsteadOfValues = id.equals("jupyterlab");
  }

  /** The stop that there is now; what was known of an earlier one is forgotten. */
  private Stops.Stop stop() {
    Stops.Stop now = debugger.stops().current();
    if (number(now) != number(seen)) {
      firstFrame += seen == null ? 1 : seen.frames().size();
      seen = now;
      references.clear();
    }
    return now;
  }

  private static int number(Stops.Stop stop) {
    return stop == null ? 0 : stop.number();
  }

  private ObjectNode stackTrace(ObjectNode arguments) {
    Stops.Stop stop = stop();
    boolean isStopped =
        stop != null && arguments.path("threadId").asInt(stop.thread().id()) == stop.thread().id();
    List<Frame> frames = isStopped ? stop.frames() : List.of();
    int start = Math.clamp(arguments.path("startFrame").asInt(0), 0, frames.size());
    int levels = arguments.path("levels").asInt(0);
    int end = levels <= 0 ? frames.size() : Math.min(frames.size(), start + levels);
    ObjectNode body = Json.object();
    ArrayNode list = body.putArray("stackFrames");
    for (int i = start; i < end; i++) {
      MethodSites method = frames.get(i).method();
      ObjectNode frame = list.addObject();
      frame.put("id", firstFrame + i);
      frame.put("name", method.title());
      frame.put("line", frames.get(i).line());
      frame.put("column", 1);
      frame
          .putObject("source")
          .put("name", "cell " + method.origin().cell())
          .put("path", method.path());
    }
    return body.put("totalFrames", frames.size());
  }

  private ObjectNode exceptionInfo() {
    Stops.Stop stop = stop();
    if (stop == null || stop.exception() == null) {
      throw new DebugException("No thread is stopped at an exception.");
    }
    ObjectNode body = Json.object();
    body.put("exceptionId", stop.exception().getClass().getName());
    body.put("description", Values.text(stop.exception()));
    body.put("breakMode", "always");
    return body;
  }

  private ObjectNode scopes(ObjectNode arguments) {
    Frame frame = frame(arguments.path("frameId")).orElseThrow(Inspection::noFrame);
    Throwable exception = seen.frames().getFirst() == frame ? seen.exception() : null;
    ObjectNode body = Json.object();
    ArrayNode scopes = body.putArray("scopes");
    scopes
        .addObject()
        .put("name", "Locals")
        .put("presentationHint", "locals")
        .put("variablesReference", references.add(() -> near(frame, exception)))
        .put("expensive", false);
    scopes
        .addObject()
        .put("name", "Globals")
        .put("variablesReference", references.add(this::globals))
        .put("expensive", false);
    return body;
  }

  private static DebugException noFrame() {
    return new DebugException("That frame is gone: its thread has gone on.");
  }

  private Optional<Frame> frame(JsonNode id) {
    Stops.Stop stop = stop();
    int index = id.asInt(-1) - firstFrame;
    return stop != null && index >= 0 && index < stop.frames().size()
        ? Optional.of(stop.frames().get(index))
        : Optional.empty();
  }

  /** What a user looks for first: outside of methods the variables of the session, too. */
  private List<Member> near(Frame frame, Throwable exception) {
    var near = new ArrayList<>(locals(frame, exception));
    if (frame.method().isTopLevel()) {
      near.addAll(globals());
    }
    return near;
  }

  private static List<Member> locals(Frame frame, Throwable exception) {
    var locals = new ArrayList<Member>();
    if (exception != null) {
      locals.add(Member.of("(exception)", exception));
    }
    for (MethodSites.Variable variable : frame.method().variables(frame.site())) {
      boolean settable = !variable.name().equals("this");
      locals.add(
          new Member(
              variable.name(),
              TypeNames.shown(variable.signature()),
              TypeNames.source(variable.signature()),
              frame.get(variable),
              settable ? Optional.of(value -> frame.set(variable, value)) : Optional.empty()));
    }
    return locals;
  }

  private List<Member> globals() {
    return java.variables().stream().map(Inspection::global).toList();
  }

  private static Member global(SessionVariable variable) {
    return new Member(
        variable.name(),
        variable.type(),
        variable.type(),
        variable.value(),
        Optional.of(variable::set));
  }

  private ObjectNode variables(ObjectNode arguments) {
    List<Member> members = members(arguments);
    int start = Math.clamp(arguments.path("start").asInt(0), 0, members.size());
    int count = arguments.path("count").asInt(0);
    int end = count <= 0 ? members.size() : Math.min(members.size(), start + count);
    return listed(members.subList(start, end));
  }

  private List<Member> members(ObjectNode arguments) {
    stop();
    List<Member> members = references.get(arguments.path("variablesReference").asInt(0));
    if (members == null) {
      throw new DebugException("That variable is gone: its thread has gone on.");
    }
    return members;
  }

  private ObjectNode listed(List<Member> members) {
    ObjectNode body = Json.object();
    ArrayNode variables = body.putArray("variables");
    for (Member member : members) {
      ObjectNode variable = variables.addObject().put("name", member.name());
      describe(variable, "value", member.type(), member.value());
      variable.put("evaluateName", member.name());
    }
    return body;
  }

  private ObjectNode describe(ObjectNode json, String valueName, String type, Object value) {
    json.put(valueName, Values.text(value));
    int inside = Members.hasAny(value) ? references.add(() -> Members.of(value)) : 0;
    if (inside != 0 || !showsTypesInsteadOfValues || type.equals("int")) {
      json.put("type", type);
    }
    return json.put("variablesReference", inside);
  }

  private ObjectNode setVariable(ObjectNode arguments) {
    String name = arguments.path("name").asString("");
    Member member =
        members(arguments).stream()
            .filter(m -> m.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new DebugException("There is no variable " + name + "."));
    var setter =
        member
            .setter()
            .orElseThrow(() -> new DebugException("The variable " + name + " cannot be set."));
    String source = arguments.path("value").asString("");
    Frame innermost = seen == null || seen.frames().isEmpty() ? null : seen.frames().getFirst();
    String typed =
        member.source().isEmpty() ? source : "(" + member.source() + ") (" + source + ")";
    Object value = debugger.expressions().evaluate(typed, innermost);
    try {
      setter.accept(value);
    } catch (IllegalArgumentException | ClassCastException _) {
      throw new DebugException(
          "The variable " + name + " is of type " + member.type() + ", the value is not.");
    }
    return describe(Json.object(), "value", member.type(), value);
  }

  private ObjectNode evaluate(ObjectNode arguments) {
    JsonNode id = arguments.path("frameId");
    Optional<Frame> frame = frame(id);
    if (frame.isEmpty() && id.isNumber()) {
      throw noFrame();
    }
    String expression = arguments.path("expression").asString("");
    Object value = debugger.expressions().evaluate(expression, frame.orElse(null));
    return describe(Json.object(), "result", Values.type(value), value);
  }

  /** The session's variables; also while no debugger is attached. */
  private ObjectNode inspectVariables() {
    stop();
    if (seen == null) {
      references.clear(); // a front end that asks again shows the new ones
    }
    return listed(globals());
  }

  private ObjectNode richInspectVariables(ObjectNode arguments) {
    String name = arguments.path("variableName").asString("");
    Member variable = variable(name, frame(arguments.path("frameId")));
    MimeBundle bundle = debugger.expressions().inTime(() -> renderers.render(variable.value()));
    ObjectNode body = Json.object();
    body.putObject("data").setAll(bundle.data());
    body.putObject("metadata").setAll(bundle.metadata());
    return body;
  }

  private Member variable(String name, Optional<Frame> frame) {
    return Stream.concat(frame.stream().flatMap(f -> locals(f, null).stream()), globals().stream())
        .filter(member -> member.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new DebugException("There is no variable " + name + "."));
  }

  private ObjectNode copyToGlobals(ObjectNode arguments) {
    Frame frame = frame(arguments.path("srcFrameId")).orElseThrow(Inspection::noFrame);
    String from = arguments.path("srcVariableName").asString("");
    String to = arguments.path("dstVariableName").asString("");
    Member variable = variable(from, Optional.of(frame));
    debugger.declare(to, variable, frame.method().origin());
    return describe(Json.object(), "value", variable.type(), variable.value());
  }
}
