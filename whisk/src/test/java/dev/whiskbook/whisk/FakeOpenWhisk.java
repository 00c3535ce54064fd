package dev.whiskbook.whisk;

import dev.whiskbook.whisk.internal.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Enough of an OpenWhisk to make it fail in ways that a real one does not on demand. Answers follow
 * the recordings of a running server.
 */
public final class FakeOpenWhisk extends Dispatcher implements AutoCloseable {
  /** The only key that this server takes. */
  public static final String AUTH = "user:secret-key";

  /** What an action does with an invocation. */
  public interface Invocation {
    MockResponse invoke(JsonNode args) throws InterruptedException;
  }

  /** What takes a while. */
  public interface Pause {
    void pause() throws InterruptedException;
  }

  public final Map<String, JsonNode> actions = new ConcurrentHashMap<>();
  public final Map<String, JsonNode> records = new ConcurrentHashMap<>();

  /** Records that are not to be seen yet. */
  public final Map<String, JsonNode> stored = new ConcurrentHashMap<>();

  public final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  public final AtomicInteger invocations = new AtomicInteger();
  public final AtomicInteger puts = new AtomicInteger();
  public volatile Invocation invocation = args -> success(args);

  /** What is done before the answer to who asks for one record. */
  public volatile Pause beforeRecord = () -> {};

  public volatile int concurrentInvocations = 1000;
  public volatile int invocationsPerMinute = 100_000;

  private volatile MockWebServer server = new MockWebServer();
  private final AtomicInteger ids = new AtomicInteger();

  public FakeOpenWhisk() {
    this(0);
  }

  /** On this port, which then can be bound again after {@link #goAway}; 0 for any. */
  public FakeOpenWhisk(int port) {
    server.setDispatcher(this);
    try {
      server.start(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    actions.put("pi", action("pi", Json.MAPPER.createObjectNode()));
  }

  /** Breaks all connections and takes none until {@link #comeBack}; forgets its actions. */
  public int goAway() {
    int port = server.getPort();
    server.close();
    actions.clear();
    return port;
  }

  /** Is there again, on the port that it had. */
  public void comeBack(int port) throws IOException {
    MockWebServer again = new MockWebServer();
    again.setDispatcher(this);
    again.start(port);
    server = again;
  }

  public String apihost() {
    return server.url("/").toString();
  }

  public Target target() {
    return Target.of(apihost(), AUTH).withName("fake");
  }

  public Whisk connect() {
    return Whisk.connect(target());
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
    requests.add(request);
    HttpUrl url = request.getUrl();
    List<String> path = url.pathSegments();
    if (request.getTarget().equals("/api/v1")) {
      return json(200, "{\"api_version\":\"1.0.0\",\"build\":\"test\",\"buildno\":\"1\"}").build();
    }
    String expected = okhttp3.Credentials.basic("user", "secret-key");
    if (!expected.equals(request.getHeaders().get("Authorization"))) {
      return error(401, "The supplied authentication is invalid").build();
    }
    return switch (path.size() > 4 ? path.get(4) : "") {
      case "limits" -> limits();
      case "actions" -> action(request, path.size() > 5 ? path.get(5) : "");
      case "activations" -> activations(url, path.size() > 5 ? path.get(5) : "");
      default -> json(200, "[\"guest\"]").build();
    };
  }

  /** The answer of a blocking invocation that went well. */
  public MockResponse success(JsonNode result) {
    return record(200, "success", result);
  }

  /** The answer of a blocking invocation. */
  public MockResponse record(int code, String status, JsonNode result) {
    JsonNode record = recordOf(status, result);
    return json(code, record.toString())
        .addHeader("x-openwhisk-activation-id", record.path("activationId").stringValue())
        .build();
  }

  /** An activation's record. */
  public ObjectNode recordOf(String status, JsonNode result) {
    ObjectNode record = Json.MAPPER.createObjectNode();
    long start = System.currentTimeMillis();
    record.put("activationId", "%032x".formatted(ids.incrementAndGet()));
    record.put("name", "pi").put("namespace", "guest").put("version", "0.0.1");
    record.put("start", start).put("end", start + 30).put("duration", 30);
    ArrayNode annotations = record.putArray("annotations");
    annotations.addObject().put("key", "waitTime").put("value", 7);
    annotations.addObject().put("key", "initTime").put("value", 20);
    ObjectNode response = record.putObject("response");
    response.put("status", status).put("success", status.equals("success"));
    response.put("size", result.toString().length());
    response.set("result", result);
    return record;
  }

  /** An answer of a blocking invocation that took too long; the record appears when asked for. */
  public MockResponse late(JsonNode result) {
    JsonNode record = recordOf("success", result);
    String id = record.path("activationId").stringValue();
    records.put(id, record);
    return json(202, "{\"activationId\":\"%s\"}".formatted(id))
        .addHeader("x-openwhisk-activation-id", id)
        .build();
  }

  /** An error as OpenWhisk says it. */
  public static MockResponse.Builder error(int code, String message) {
    return json(
        code, Json.MAPPER.createObjectNode().put("error", message).put("code", "tid").toString());
  }

  public static MockResponse.Builder json(int code, String body) {
    return new MockResponse.Builder()
        .code(code)
        .addHeader("Content-Type", "application/json")
        .body(body);
  }

  @Override
  public void close() {
    server.close();
  }

  private MockResponse limits() {
    return json(
            200,
            "{\"concurrentInvocations\":%d,\"invocationsPerMinute\":%d,\"maxParameterSize\":\"1048576 B\"}"
                .formatted(concurrentInvocations, invocationsPerMinute))
        .build();
  }

  private MockResponse action(RecordedRequest request, String name) throws InterruptedException {
    return switch (request.getMethod()) {
      case "PUT" -> {
        puts.incrementAndGet();
        ObjectNode action = action(name, Json.MAPPER.readTree(request.getBody().utf8()));
        actions.put(name, action);
        yield json(200, action.toString()).build();
      }
      case "POST" -> {
        if (!actions.containsKey(name)) {
          yield notFound();
        }
        invocations.incrementAndGet();
        yield invocation.invoke(Json.MAPPER.readTree(request.getBody().utf8()));
      }
      case "DELETE" -> {
        JsonNode deleted = actions.remove(name);
        yield deleted == null ? notFound() : json(200, deleted.toString()).build();
      }
      default -> {
        JsonNode action = actions.get(name);
        yield action == null ? notFound() : json(200, action.toString()).build();
      }
    };
  }

  private MockResponse activations(HttpUrl url, String id) throws InterruptedException {
    if (!id.isEmpty()) {
      beforeRecord.pause();
      JsonNode record = records.get(id);
      return record == null ? notFound() : json(200, record.toString()).build();
    }
    long since = Long.parseLong(url.queryParameter("since"));
    ArrayNode rows = Json.MAPPER.createArrayNode();
    records.values().stream().filter(r -> r.path("start").longValue() >= since).forEach(rows::add);
    return json(200, rows.toString()).build();
  }

  private static ObjectNode action(String name, JsonNode put) {
    ObjectNode action = Json.MAPPER.createObjectNode();
    action.put("name", name).put("namespace", "guest").put("version", "0.0.1");
    action.put("updated", Instant.now().toEpochMilli());
    ObjectNode exec = action.putObject("exec");
    exec.put("kind", "nodejs:20").put("code", put.path("exec").path("code").asString(""));
    ObjectNode limits = action.putObject("limits");
    limits.put("timeout", 60_000).put("memory", 256).put("logs", 10).put("concurrency", 1);
    put.path("limits").properties().forEach(l -> limits.set(l.getKey(), l.getValue()));
    action.set(
        "parameters",
        put.path("parameters").isArray() ? put.get("parameters") : Json.MAPPER.createArrayNode());
    ArrayNode annotations = action.putArray("annotations");
    annotations.addObject().put("key", "provide-api-key").put("value", false);
    put.path("annotations").values().forEach(annotations::add);
    return action;
  }

  private static MockResponse notFound() {
    return error(404, "The requested resource does not exist.").build();
  }
}
