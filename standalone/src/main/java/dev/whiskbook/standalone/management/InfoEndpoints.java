package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.entity.ActionLimits;
import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.http.Endpoint;
import dev.whiskbook.standalone.http.Reply;
import dev.whiskbook.standalone.http.Request;
import dev.whiskbook.standalone.http.Routes;
import tools.jackson.databind.node.ObjectNode;

/** What the server says about itself: ping, API information, namespaces and limits. */
public final class InfoEndpoints {
  private final Throttle.Limits limits;
  private final int maxConcurrency;

  /**
   * Tells these limits.
   *
   * @param maxConcurrency most activations at once in one container
   */
  public InfoEndpoints(Throttle.Limits limits, int maxConcurrency) {
    this.limits = limits;
    this.maxConcurrency = maxConcurrency;
  }

  /** Adds the routes. */
  public void addTo(Routes routes) {
    Endpoint namespaces =
        request ->
            Reply.json(200, Json.MAPPER.createArrayNode().add(request.caller().namespace()))
                .withCors();
    routes
        .addOpen("GET", "/ping", request -> Reply.text(200, "pong"))
        .addOpen("HEAD", "/ping", request -> Reply.json(405, ""))
        .addOpen("GET", "/", request -> Reply.json(200, about()).withCors())
        .addOpen("GET", "", request -> Reply.json(200, about()).withCors())
        .addOpen("GET", Api.ROOT, request -> Reply.json(200, api()).withCors())
        .addOpen("GET", Api.ROOT + "/", request -> Reply.json(200, api()).withCors())
        .add("GET", Api.ROOT + "/namespaces", namespaces)
        .add("GET", Api.ROOT + "/namespaces/", namespaces)
        .add("GET", Api.NAMESPACE + "/limits", Api.collection(this::limits));
    for (String collection :
        new String[] {"actions", "activations", "packages", "triggers", "rules"}) {
      Endpoint preflight = request -> Reply.text(200, "OK").withCors();
      routes
          .addOpen("OPTIONS", Api.NAMESPACE + "/" + collection, preflight)
          .addOpen("OPTIONS", Api.NAMESPACE + "/" + collection + "/{name}", preflight)
          .addOpen("OPTIONS", Api.NAMESPACE + "/" + collection + "/{package}/{name}", preflight);
    }
  }

  private Reply limits(Request request, String namespace) {
    return Reply.json(
        200,
        Json.object()
            .put("concurrentInvocations", limits.concurrentInvocations())
            .put("firesPerMinute", limits.firesPerMinute())
            .put("invocationsPerMinute", limits.invocationsPerMinute())
            .put("maxActionConcurrency", maxConcurrency)
            .put("maxActionInstances", limits.concurrentInvocations())
            .put("maxActionLogs", ActionLimits.MAX_LOGS_MB)
            .put("maxActionMemory", ActionLimits.MAX_MEMORY_MB)
            .put("maxActionTimeout", ActionLimits.MAX_TIMEOUT_MS)
            .put("maxParameterSize", Bodies.MAX_PAYLOAD_BYTES + " B")
            .put("minActionConcurrency", 1)
            .put("minActionLogs", 0)
            .put("minActionMemory", ActionLimits.MIN_MEMORY_MB)
            .put("minActionTimeout", ActionLimits.MIN_TIMEOUT_MS));
  }

  private static ObjectNode api() {
    var json =
        Json.object()
            .put("api_version", "1.0.0")
            .put("api_version_path", "v1")
            .put("build", "whiskbook")
            .put("buildno", "standalone")
            .put("description", "OpenWhisk API");
    json.putObject("swagger_paths").put("api-docs", "/api-docs").put("ui", "/docs");
    return json;
  }

  private ObjectNode about() {
    var json = Json.object();
    json.putArray("api_paths").add(Api.ROOT);
    json.put("description", "OpenWhisk");
    json.putObject("limits")
        .put("actions_per_minute", limits.invocationsPerMinute())
        .put("concurrent_actions", limits.concurrentInvocations())
        .put("max_action_duration", ActionLimits.MAX_TIMEOUT_MS)
        .put("max_action_logs", ActionLimits.MAX_LOGS_MB << 20)
        .put("max_action_memory", (long) ActionLimits.MAX_MEMORY_MB << 20)
        .put("min_action_duration", ActionLimits.MIN_TIMEOUT_MS)
        .put("min_action_logs", 0)
        .put("min_action_memory", ActionLimits.MIN_MEMORY_MB << 20)
        .put("triggers_per_minute", limits.firesPerMinute());
    var runtimes = json.putObject("runtimes");
    Kinds.FAMILIES.forEach(
        (family, versions) -> {
          var list = runtimes.putArray(family);
          for (String version : versions) {
            list.addObject()
                .put("kind", family + ":" + version)
                .put("default", version.equals(versions.getFirst()))
                .put("deprecated", false);
          }
        });
    return json;
  }
}
