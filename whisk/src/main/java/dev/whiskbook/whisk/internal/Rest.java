package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.Activation;
import dev.whiskbook.whisk.ActivationQuery;
import dev.whiskbook.whisk.DeployedAction;
import dev.whiskbook.whisk.Deployment;
import dev.whiskbook.whisk.Limits;
import dev.whiskbook.whisk.ServerStatus;
import dev.whiskbook.whisk.Target;
import dev.whiskbook.whisk.WhiskException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import tools.jackson.databind.JsonNode;

/** OpenWhisk's REST API at one target. Whatever goes wrong comes out as a sentence. */
public final class Rest {
  /** No charset: OpenWhisk's own client sends it so. */
  static final MediaType JSON = MediaType.get("application/json");

  private static final long MAX_ANSWER_BYTES = 128L << 20;

  private final Http http;
  private final Target target;
  private final String authorization;

  /** Requests to this target over these connections. */
  public Rest(Http http, Target target) {
    this.http = http;
    this.target = target;
    int colon = target.auth().indexOf(':');
    this.authorization =
        Credentials.basic(target.auth().substring(0, colon), target.auth().substring(colon + 1));
  }

  public Target target() {
    return target;
  }

  /** A client for the invocations of one fan-out. */
  public InvocationClient invocationClient() {
    return http.invocationClient(target);
  }

  /** Asks for the API's description, which needs no key and tells whether it is OpenWhisk's. */
  public Duration ping() {
    long from = System.nanoTime();
    info();
    return Duration.ofNanos(System.nanoTime() - from);
  }

  private JsonNode info() {
    String what = "what it is";
    Request request = new Request.Builder().url(api().build()).build();
    JsonNode json = checked(request, what);
    if (!json.hasNonNull("api_version") && !json.hasNonNull("description")) {
      throw Faults.notOpenWhisk(target, "has nothing of OpenWhisk's in its answer to GET /api/v1");
    }
    return json;
  }

  public ServerStatus status() {
    JsonNode info = info();
    long from = System.nanoTime();
    JsonNode namespaces = get(api().addPathSegment("namespaces").build(), "the namespaces");
    Duration roundTrip = Duration.ofNanos(System.nanoTime() - from);
    return new ServerStatus(
        target.toString(),
        namespaces.path(0).asString(target.namespace()),
        "%s %s"
            .formatted(info.path("build").asString(""), info.path("buildno").asString(""))
            .strip(),
        roundTrip,
        limits());
  }

  public Limits limits() {
    return terms().limits();
  }

  /** The namespace's limits, and how far the server's clock is from ours. */
  public Terms terms() {
    String what = "the limits";
    HttpUrl url = namespace(target.namespace()).addPathSegment("limits").build();
    Answer answer = send(authorized(url).build(), what);
    JsonNode json = Faults.check(target, answer, what);
    if (!json.has("concurrentInvocations") && !json.has("invocationsPerMinute")) {
      throw Faults.notOpenWhisk(target, "knows no limits of a namespace");
    }
    return new Terms(
        Records.limits(json), answer.receivedMs(), answer.clockOffsetMs(), answer.clockSpeed());
  }

  /**
   * What holds between us and the server.
   *
   * @param receivedMs when that was told, by our clock
   * @param clockOffsetMs the server's clock minus ours at that time, good to half a second
   * @param clockSpeed how many of its minutes pass in one of ours: 1, but for an embedded server
   *     that was told otherwise
   */
  public record Terms(Limits limits, long receivedMs, long clockOffsetMs, int clockSpeed) {
    private static final long WORTH_SHIFTING_MS = 1_500;

    /** The clock that records go by minus ours. A faster one is the throttles' alone. */
    public long recordOffsetMs() {
      return clockSpeed == 1 ? clockOffsetMs : 0;
    }

    /** By how much the server's times are shifted to ours; 0 unless that is over a second. */
    public long shiftMs() {
      long offsetMs = recordOffsetMs();
      return Math.abs(offsetMs) > WORTH_SHIFTING_MS ? offsetMs : 0;
    }
  }

  public Deployment deploy(Action action) {
    Optional<DeployedAction> there = find(action.name());
    if (there.isPresent() && ActionDocument.matches(action, there.get())) {
      return new Deployment(Deployment.Change.UNCHANGED, there.get());
    }
    byte[] body = Json.MAPPER.writeValueAsBytes(ActionDocument.of(action));
    Request request =
        authorized(actionUrl(action.name()).addQueryParameter("overwrite", "true").build())
            .put(RequestBody.create(body, JSON))
            .build();
    DeployedAction now = Records.action(checked(request, "the action " + action.name()));
    return new Deployment(
        there.isPresent() ? Deployment.Change.UPDATED : Deployment.Change.CREATED, now);
  }

  public DeployedAction action(String name) {
    return find(name).orElseThrow(() -> Faults.noSuchAction(target, name));
  }

  /** An action without its code. */
  public DeployedAction description(String name) {
    return find(name, false).orElseThrow(() -> Faults.noSuchAction(target, name));
  }

  private Optional<DeployedAction> find(String name) {
    return find(name, true);
  }

  private Optional<DeployedAction> find(String name, boolean code) {
    EntityNames.checkActionName(name);
    Request request =
        authorized(actionUrl(name).addQueryParameter("code", Boolean.toString(code)).build())
            .build();
    Answer answer = send(request, "the action " + name);
    if (answer.status() == 404 && answer.error().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(Records.action(Faults.check(target, answer, "the action " + name)));
  }

  public List<DeployedAction> actions() {
    HttpUrl url =
        namespace(target.namespace())
            .addPathSegment("actions")
            .addQueryParameter("limit", "0")
            .build();
    return get(url, "the actions").values().stream().map(Records::action).toList();
  }

  public DeployedAction delete(String name) {
    EntityNames.checkActionName(name);
    Request request = authorized(actionUrl(name).build()).delete(null).build();
    Answer answer = send(request, "the action " + name);
    if (answer.status() == 404 && answer.error().isPresent()) {
      throw Faults.noSuchAction(target, name);
    }
    return Records.action(Faults.check(target, answer, "the action " + name));
  }

  public Activation invoke(String name, byte[] args) {
    EntityNames.checkActionName(name);
    Answer answer = send(invocation(invocationUrl(name, true), args), "the invocation of " + name);
    if (answer.status() == 404 && answer.error().isPresent()) {
      throw Faults.noSuchAction(target, name);
    }
    JsonNode json = answer.json();
    boolean ran = json.has("response") || answer.status() == 202 || json.isArray();
    String id = answer.activationId(json);
    if (!ran || id.isEmpty()) {
      Faults.check(target, answer, "the invocation of " + name);
      throw Faults.notOpenWhisk(target, "answered an invocation without an activation");
    }
    return json.has("response")
        ? Records.activation(json)
        : Records.activation(LateRecord.await(this, id));
  }

  public String begin(String name, byte[] args) {
    EntityNames.checkActionName(name);
    Answer answer = send(invocation(invocationUrl(name, false), args), "the invocation of " + name);
    if (answer.status() == 404 && answer.error().isPresent()) {
      throw Faults.noSuchAction(target, name);
    }
    JsonNode json = Faults.check(target, answer, "the invocation of " + name);
    String id = answer.activationId(json);
    if (id.isEmpty()) {
      throw Faults.notOpenWhisk(target, "answered an invocation without an activation");
    }
    return id;
  }

  public Activation activation(String id) {
    return Records.activation(
        record(id)
            .orElseThrow(
                () ->
                    new WhiskException(
                        WhiskException.Problem.NOT_FOUND,
                        "There is no activation %s on %s; a new one may take a moment to be stored."
                            .formatted(id, target.apihost()))));
  }

  /** The record of an activation, if it is stored by now. */
  public Optional<JsonNode> record(String id) {
    HttpUrl url = activationsUrl().addPathSegment(id).build();
    Answer answer = send(authorized(url).build(), "the activation " + id);
    if (answer.status() == 404 && answer.error().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(Faults.check(target, answer, "the activation " + id));
  }

  public List<Activation> activations(ActivationQuery query) {
    return records(query).stream().map(Records::activation).toList();
  }

  /** The documents of a list of activations. */
  public List<JsonNode> records(ActivationQuery query) {
    HttpUrl.Builder url =
        activationsUrl()
            .addQueryParameter("limit", Integer.toString(query.limit()))
            .addQueryParameter("skip", Integer.toString(query.skip()))
            .addQueryParameter("docs", Boolean.toString(query.docs()));
    query.name().ifPresent(name -> url.addQueryParameter("name", name));
    query.since().ifPresent(t -> url.addQueryParameter("since", Long.toString(t.toEpochMilli())));
    query.upto().ifPresent(t -> url.addQueryParameter("upto", Long.toString(t.toEpochMilli())));
    return List.copyOf(get(url.build(), "the activations").values());
  }

  public List<String> logs(String id) {
    HttpUrl url = activationsUrl().addPathSegment(id).addPathSegment("logs").build();
    return get(url, "the logs of activation " + id).path("logs").values().stream()
        .map(line -> line.asString(""))
        .collect(Collectors.toUnmodifiableList());
  }

  /** One of the documents that only the embedded OpenWhisk has. */
  public JsonNode standalone(String name) {
    return ofStandalone(authorized(standaloneUrl(name)).build(), "its " + name);
  }

  /** Changes such a document. */
  public JsonNode changeStandalone(String name, JsonNode change) {
    RequestBody body = RequestBody.create(Json.MAPPER.writeValueAsBytes(change), JSON);
    return ofStandalone(authorized(standaloneUrl(name)).put(body).build(), "these " + name);
  }

  private JsonNode ofStandalone(Request request, String what) {
    Answer answer = send(request, what);
    if (answer.status() == 404 || answer.status() == 405) {
      throw new WhiskException(
          WhiskException.Problem.NOT_FOUND,
          "%s does not tell of its pool, nor misbehave on demand: only the embedded OpenWhisk and 'whiskbook serve' do."
              .formatted(target.apihost()));
    }
    return Faults.check(target, answer, what);
  }

  private HttpUrl standaloneUrl(String name) {
    return HttpUrl.get(target.apihost().toString())
        .newBuilder()
        .addPathSegments("whiskbook/v1")
        .addPathSegment(name)
        .build();
  }

  /** An invocation; the whole record is wanted, for its times. */
  public Request invocation(HttpUrl url, byte[] args) {
    return authorized(url).post(RequestBody.create(args, JSON)).build();
  }

  /** Where to send invocations of an action. */
  public HttpUrl invocationUrl(String name, boolean blocking) {
    return actionUrl(name)
        .addQueryParameter("blocking", Boolean.toString(blocking))
        .addQueryParameter("result", "false")
        .build();
  }

  /** A request that carries the key. */
  public Request.Builder authorized(HttpUrl url) {
    return new Request.Builder().url(url).header("Authorization", authorization);
  }

  private JsonNode get(HttpUrl url, String what) {
    return checked(authorized(url).build(), what);
  }

  private JsonNode checked(Request request, String what) {
    return Faults.check(target, send(request, what), what);
  }

  private Answer send(Request request, String what) {
    try {
      boolean invocation = request.method().equals("POST");
      OkHttpClient client = invocation ? http.patientClient(target) : http.client(target);
      return Http.sendInterruptibly(client, request, MAX_ANSWER_BYTES);
    } catch (IOException e) {
      throw Faults.unreachable(target, what, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WhiskException(
          WhiskException.Problem.UNREACHABLE,
          "Interrupted while %s was asked for %s.".formatted(target.apihost(), what),
          e);
    }
  }

  private HttpUrl.Builder api() {
    return HttpUrl.get(target.apihost().toString()).newBuilder().addPathSegments("api/v1");
  }

  private HttpUrl.Builder namespace(String namespace) {
    return api().addPathSegment("namespaces").addPathSegment(namespace);
  }

  private HttpUrl.Builder activationsUrl() {
    return namespace(target.namespace()).addPathSegment("activations");
  }

  private HttpUrl.Builder actionUrl(String name) {
    EntityNames.Path path = EntityNames.path(name, target.namespace());
    HttpUrl.Builder url = namespace(path.namespace()).addPathSegment("actions");
    if (!path.pkg().isEmpty()) {
      url.addPathSegment(path.pkg());
    }
    return url.addPathSegment(path.name());
  }
}
