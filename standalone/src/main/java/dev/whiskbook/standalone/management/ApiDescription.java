package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.http.Reply;
import dev.whiskbook.standalone.http.Request;
import dev.whiskbook.standalone.http.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/v1/api-docs}: the API in OpenAPI 3, for anyone, as OpenWhisk's Swagger. */
public final class ApiDescription {
  private static final String CONCURRENCY =
      "/components/schemas/ActionLimits/properties/concurrency";

  private final int maxConcurrency;

  /**
   * A description of this server's API.
   *
   * @param maxConcurrency most activations at once in one container
   */
  public ApiDescription(int maxConcurrency) {
    this.maxConcurrency = maxConcurrency;
  }

  /** Adds the route. */
  public void addTo(Routes routes) {
    routes.addOpen("GET", Api.ROOT + "/api-docs", this::describe);
  }

  /** Reads it for each who asks: hardly anyone does, and no start of a server shall wait for it. */
  private Reply describe(Request request) {
    try (var in = ApiDescription.class.getResourceAsStream("openapi.json")) {
      JsonNode api = Json.MAPPER.readTree(in);
      ((ObjectNode) api.at(CONCURRENCY)).put("maximum", maxConcurrency);
      return Reply.json(200, api.toString()).withCors();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
