package dev.whiskbook.standalone.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.standalone.http.Reply;
import dev.whiskbook.standalone.http.Request;
import dev.whiskbook.standalone.http.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;

/** {@code GET /api/v1/api-docs}: the API in OpenAPI 3, for anyone, as OpenWhisk's Swagger. */
public final class ApiDescription {

  /** Adds the route. */
  public void addTo(Routes routes) {
    routes.addOpen("GET", Api.ROOT + "/api-docs", ApiDescription::describe);
  }

  /** Reads it for each who asks: hardly anyone does, and no start of a server shall wait for it. */
  private static Reply describe(Request request) {
    try (var in = ApiDescription.class.getResourceAsStream("openapi.json")) {
      return Reply.json(200, new String(in.readAllBytes(), UTF_8)).withCors();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
