package dev.whiskbook.kernel.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.CellRequest;
import dev.whiskbook.kernel.CellResult;
import dev.whiskbook.kernel.RecordedOutput;
import dev.whiskbook.kernel.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A session and a front end that debugs it, so that a test reads like a conversation. */
final class Debugging implements AutoCloseable {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final long PATIENCE_S = 200;

  final Session session = Session.builder().open();
  final RecordedOutput output = new RecordedOutput();
  private final BlockingQueue<ObjectNode> events = new LinkedBlockingQueue<>();
  private final DebugAdapter adapter = session.debugger(events::add);
  private int sequence;

  /** Where a thread is stopped. */
  record Stopped(String reason, int thread, List<String> stack, int frame) {}

  static Debugging attached() {
    var debugging = new Debugging();
    debugging.ask("initialize");
    debugging.ask("attach");
    assertEquals("initialized", debugging.event());
    debugging.ask("configurationDone");
    return debugging;
  }

  JsonNode response(String command, Consumer<ObjectNode> arguments) {
    ObjectNode request = MAPPER.createObjectNode().put("type", "request").put("seq", ++sequence);
    request.put("command", command);
    arguments.accept(request.putObject("arguments"));
    JsonNode response = adapter.handle(request);
    assertEquals(sequence, response.path("request_seq").asInt());
    return response;
  }

  /** The body of a response that must be a success. */
  JsonNode ask(String command, Consumer<ObjectNode> arguments) {
    JsonNode response = response(command, arguments);
    assertTrue(response.path("success").asBoolean(), response::toString);
    return response.path("body");
  }

  JsonNode ask(String command) {
    return ask(command, _ -> {});
  }

  /** The message of a response that must be a failure. */
  String refusal(String command, Consumer<ObjectNode> arguments) {
    JsonNode response = response(command, arguments);
    assertFalse(response.path("success").asBoolean(), response::toString);
    return response.path("message").asString();
  }

  String breakAt(String code, int... lines) {
    String path = ask("dumpCell", a -> a.put("code", code)).path("sourcePath").asString();
    ask(
        "setBreakpoints",
        a -> {
          a.putObject("source").put("path", path);
          var breakpoints = a.putArray("breakpoints");
          for (int line : lines) {
            breakpoints.addObject().put("line", line);
          }
        });
    return path;
  }

  void stopFor(String exceptions) {
    ask("setExceptionBreakpoints", a -> a.putArray("filters").add(exceptions));
  }

  /** Executes a cell in the background. */
  CompletableFuture<CellResult> start(String code) {
    return CompletableFuture.supplyAsync(
        () -> session.execute(CellRequest.of(code), output),
        command -> Thread.ofPlatform().daemon().start(command));
  }

  CellResult run(String code) {
    return end(start(code));
  }

  static CellResult end(CompletableFuture<CellResult> cell) {
    try {
      return cell.get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("the cell has not ended", e);
    }
  }

  static String value(CellResult result) {
    return assertInstanceOf(CellResult.Success.class, result)
        .value()
        .orElseThrow()
        .data()
        .get("text/plain")
        .asString();
  }

  private ObjectNode next() {
    try {
      ObjectNode event = events.poll(PATIENCE_S, TimeUnit.SECONDS);
      assertNotNull(event, "an event");
      return event;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  String event() {
    return next().path("event").asString();
  }

  Stopped stopped() {
    ObjectNode event = next();
    while (event.path("event").asString().equals("continued")) {
      event = next();
    }
    assertEquals("stopped", event.path("event").asString());
    JsonNode body = event.path("body");
    int thread = body.path("threadId").asInt();
    var stack = new ArrayList<String>();
    JsonNode frames = ask("stackTrace", a -> a.put("threadId", thread)).path("stackFrames");
    frames.forEach(f -> stack.add(f.path("name").asString() + ":" + f.path("line").asInt()));
    int top = frames.path(0).path("id").asInt();
    return new Stopped(body.path("reason").asString(), thread, stack, top);
  }

  Stopped go(String command, Stopped from) {
    ask(command, a -> a.put("threadId", from.thread()));
    return stopped();
  }

  void goOn(Stopped from) {
    ask("continue", a -> a.put("threadId", from.thread()));
  }

  /** The variables of a scope, as {@code name=value}. */
  List<String> variables(int frame, String scope) {
    for (JsonNode s : ask("scopes", a -> a.put("frameId", frame)).path("scopes")) {
      if (s.path("name").asString().equals(scope)) {
        return inside(s.path("variablesReference").asInt());
      }
    }
    throw new AssertionError("no scope " + scope);
  }

  List<String> inside(int reference) {
    var variables = new ArrayList<String>();
    ask("variables", a -> a.put("variablesReference", reference))
        .path("variables")
        .forEach(v -> variables.add(v.path("name").asString() + "=" + v.path("value").asString()));
    return variables;
  }

  JsonNode evaluate(String expression, Stopped at) {
    return ask("evaluate", a -> a.put("expression", expression).put("frameId", at.frame()));
  }

  @Override
  public void close() {
    session.close();
  }
}
