package dev.whiskbook.standalone.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.standalone.data.ActionLookup;
import dev.whiskbook.standalone.data.Call;
import dev.whiskbook.standalone.data.Origin;
import dev.whiskbook.standalone.data.Payload;
import dev.whiskbook.standalone.entity.Activation;
import dev.whiskbook.standalone.entity.ActivationResponse;
import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.entity.WhiskAction;
import dev.whiskbook.standalone.fault.FaultyEndpoint;
import dev.whiskbook.standalone.fault.Misbehaviour;
import dev.whiskbook.standalone.http.ApiException;
import dev.whiskbook.standalone.http.Identities;
import dev.whiskbook.standalone.http.Identity;
import dev.whiskbook.standalone.http.Reply;
import dev.whiskbook.standalone.http.Request;
import dev.whiskbook.standalone.http.Routes;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/web/…}: actions that anyone may call, with HTTP's own means. */
public final class WebActionEndpoint {
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
  private static final String ALLOW_HEADERS =
      "Authorization, Origin, X-Requested-With, Content-Type, Accept, User-Agent";

  /** The actions that {@code wsk api} and the clients' routes call. */
  private static final String API_GATEWAY = "whisk.system/apimgmt/";

  private static final String NO_GATEWAY =
      "This server has no API gateway, so it has no routes: call the web action itself, at /api/v1/web/NAMESPACE/PACKAGE/ACTION.http.";
  private static final String ACTIVATION_ID = "x-openwhisk-activation-id";

  private final Identities identities;
  private final ActionLookup actions;
  private final WebInvocations invocations;
  private final Misbehaviour misbehaviour;

  public WebActionEndpoint(
      Identities identities,
      ActionLookup actions,
      WebInvocations invocations,
      Misbehaviour misbehaviour) {
    this.identities = identities;
    this.actions = actions;
    this.invocations = invocations;
    this.misbehaviour = misbehaviour;
  }

  /** Adds the routes: all paths that name an action. */
  public void addTo(Routes routes) {
    var endpoint = new FaultyEndpoint(misbehaviour, this::handle);
    for (String method : METHODS) {
      routes.addOpenBelow(method, WebPath.ROOT, path -> WebPath.parse(path).isPresent(), endpoint);
    }
  }

  private Reply handle(Request request) {
    WebPath path = WebPath.parse(request.path()).orElseThrow();
    if (path.action().path().startsWith(API_GATEWAY)) {
      throw ApiException.of(404, NO_GATEWAY);
    }
    invocations.requireSmall(request);
    Identity owner =
        identities.owner(path.action().namespace()).orElseThrow(WebActionEndpoint::missing);
    ActionLookup.Found found = actions.find(path.action()).orElseThrow(WebActionEndpoint::missing);
    WhiskAction action = found.action();
    if (!action.isAnnotated("web-export")) {
      throw missing();
    }
    boolean ownOptions = action.isAnnotated("web-custom-options");
    if (!ownOptions && request.method().equals("OPTIONS")) {
      return withCors(request, Reply.empty(200));
    }
    Reply reply;
    try {
      requireAuthenticated(action, request, ownOptions);
      reply = invoke(request, path, owner, found);
    } catch (ApiException e) {
      reply = error(e, request);
    }
    if (reply.contentType().startsWith("application/json")) {
      request.requireAccepted("application/json");
    }
    return ownOptions ? reply : withCors(request, reply);
  }

  private Reply invoke(Request request, WebPath path, Identity owner, ActionLookup.Found found) {
    Payload payload = Payload.of(arguments(request, path, found.action()));
    var ticket =
        invocations.start(
            new Call(
                found.action(),
                payload,
                Origin.of(owner.namespace(), owner.key().reveal()).through(found.binding()),
                request.transactionId(),
                request.receivedMs()));
    Reply reply;
    try {
      reply =
          invocations
              .await(ticket)
              .map(activation -> rendered(path.extension(), activation))
              .orElseThrow(() -> ApiException.of(202, "Response not yet ready."));
    } catch (ApiException e) {
      reply = error(e, request);
    }
    return reply.with(ACTIVATION_ID, ticket.activationId());
  }

  private ObjectNode arguments(Request request, WebPath path, WhiskAction action) {
    var given = new WebArguments(request);
    ObjectNode metadata = given.metadata(path.rest(), request.identity());
    if (action.isAnnotated("raw-http")) {
      return metadata.setAll(given.raw());
    }
    ObjectNode named = given.named(invocations::parse);
    invocations.requireAllowed(action, WebArguments.RESERVED, named);
    metadata.setAll(named);
    given.unnamed(invocations::parse).ifPresent(body -> metadata.set("__ow_body", body));
    return metadata;
  }

  private static Reply rendered(Extension extension, Activation activation) {
    ActivationResponse response = activation.response();
    JsonNode result = Json.MAPPER.readTree(response.resultJson());
    return switch (response.status()) {
      case SUCCESS -> {
        if (result.isArray()) {
          // OpenWhisk takes every result for an object, and fails.
          yield Reply.text(500, "There was an internal server error.");
        }
        yield WebReply.of(extension, result);
      }
      case APPLICATION_ERROR -> WebReply.of(extension, result.path("error"));
      case DEVELOPER_ERROR, WHISK_ERROR ->
          throw ApiException.of(400, "There was an error processing your request.");
    };
  }

  /** Any other value than those refuses everyone, also {@code false}, as in OpenWhisk. */
  private static void requireAuthenticated(
      WhiskAction action, Request request, boolean ownOptions) {
    Optional<JsonNode> required = action.annotation("require-whisk-auth");
    if (required.isEmpty() || (ownOptions && request.method().equals("OPTIONS"))) {
      return;
    }
    JsonNode value = required.get();
    boolean granted =
        value.isBoolean()
            ? value.booleanValue() && request.identity().isPresent()
            : (value.isString() || value.isNumber())
                && request
                    .header("x-require-whisk-auth")
                    .filter(
                        given ->
                            MessageDigest.isEqual(
                                given.getBytes(UTF_8), value.asString().getBytes(UTF_8)))
                    .isPresent();
    if (!granted) {
      throw ApiException.of(
          401, "Authentication is possible but has failed or not yet been provided.");
    }
  }

  private static Reply error(ApiException e, Request request) {
    var document = Json.object().put("code", request.transactionId()).put("error", e.getMessage());
    return Reply.json(e.status(), PrettyJson.of(document));
  }

  private static Reply withCors(Request request, Reply reply) {
    return reply
        .withDefault("Access-Control-Allow-Origin", "*")
        .withDefault("Access-Control-Allow-Methods", "OPTIONS, GET, DELETE, POST, PUT, HEAD, PATCH")
        .withDefault(
            "Access-Control-Allow-Headers",
            request.header("access-control-request-headers").orElse(ALLOW_HEADERS));
  }

  /** Without CORS headers: whether there is such an action is not told to web pages. */
  private static ApiException missing() {
    return ApiException.rejection(404, "The requested resource does not exist.");
  }
}
