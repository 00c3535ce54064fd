package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.data.ActivationQuery;
import dev.whiskbook.standalone.data.ActivationStore;
import dev.whiskbook.standalone.entity.Activation;
import dev.whiskbook.standalone.entity.ActivationId;
import dev.whiskbook.standalone.entity.EntityName;
import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.http.ApiException;
import dev.whiskbook.standalone.http.Endpoint;
import dev.whiskbook.standalone.http.Reply;
import dev.whiskbook.standalone.http.Request;
import dev.whiskbook.standalone.http.Routes;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** {@code /namespaces/{ns}/activations}: list, record, result, logs. */
public final class ActivationEndpoints {
  private static final String ACTIVATIONS = Api.NAMESPACE + "/activations";
  private static final int MAX_PAGE = 200;

  private final ActivationStore store;

  public ActivationEndpoints(ActivationStore store) {
    this.store = store;
  }

  /** Adds the routes. */
  public void addTo(Routes routes) {
    Endpoint list = Api.collection(this::list);
    Endpoint record = one(activation -> Reply.json(200, activation.toJson(true)));
    routes
        .add("GET", ACTIVATIONS, list)
        .add("GET", ACTIVATIONS + "/", list)
        .add("GET", ACTIVATIONS + "/{id}", record)
        .add("GET", ACTIVATIONS + "/{id}/", record)
        .add(
            "GET",
            ACTIVATIONS + "/{id}/result",
            one(activation -> Reply.json(200, activation.response().toJson())))
        .add("GET", ACTIVATIONS + "/{id}/logs", one(ActivationEndpoints::logs));
  }

  private static Reply logs(Activation activation) {
    var json = Json.object();
    json.set("logs", activation.logsJson());
    return Reply.json(200, json);
  }

  private Endpoint one(Function<Activation, Reply> view) {
    return request -> {
      String id = request.variable("id");
      if (id.length() != ActivationId.LENGTH) {
        throw ApiException.rejection(
            400,
            "Activation id length is %d but must be %d."
                .formatted(id.length(), ActivationId.LENGTH));
      }
      if (!ActivationId.isLegal(id)) {
        throw ApiException.rejection(400, "The activation id is not valid.");
      }
      String namespace = request.variable("namespace");
      String own = request.caller().namespace();
      if (!namespace.equals("_")) {
        Api.requireOwner(request, namespace, namespace + "/" + id);
      }
      return store.get(own, id).map(view).orElseThrow(ApiException::notFound).withCors();
    };
  }

  private Reply list(Request request, String namespace) {
    Page page = Page.of(request, "activations", MAX_PAGE);
    boolean docs = request.flag("docs", false);
    boolean count = request.flag("count", false);
    var query =
        new ActivationQuery(
            namespace,
            path(request, namespace),
            epochMs(request, "since", Long.MIN_VALUE),
            epochMs(request, "upto", Long.MAX_VALUE),
            page.skip(),
            page.limit());
    if (count) {
      if (docs) {
        throw ApiException.of(400, "The parameter 'docs' is not permitted with 'count'.");
      }
      return Reply.json(200, Json.object().put("activations", store.count(query)));
    }
    var array = Json.MAPPER.createArrayNode();
    store.list(query).forEach(a -> array.add(docs ? a.toJson(true) : a.toSummary()));
    return withEvicted(Reply.json(200, array));
  }

  /** Ours: the store is bounded, and a list that lacks records has to say so. */
  private Reply withEvicted(Reply reply) {
    ActivationStore.Evicted evicted = store.evicted();
    return evicted.count() == 0
        ? reply
        : reply.with(
            "x-whiskbook-evicted",
            "%d records that started up to %d".formatted(evicted.count(), evicted.upToMs()));
  }

  private static Optional<String> path(Request request, String namespace) {
    String name = request.query().get("name");
    if (name == null || name.isEmpty()) {
      return Optional.empty();
    }
    String[] segments = name.split("/", -1);
    if (segments.length > 2 || !Arrays.stream(segments).allMatch(EntityName::isLegal)) {
      throw ApiException.badQuery(
          "name", "Parameter may be a 'simple' name or 'package-name/simple' name: " + name);
    }
    return Optional.of(namespace + "/" + name);
  }

  /** In milliseconds, in spite of the words of the error, which are OpenWhisk's. */
  private static long epochMs(Request request, String name, long absent) {
    String value = request.query().get(name);
    if (value == null) {
      return absent;
    }
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw ApiException.badQuery(
          name, "Parameter is not a valid value for epoch seconds: " + value);
    }
  }
}
