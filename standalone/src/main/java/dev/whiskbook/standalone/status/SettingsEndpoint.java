package dev.whiskbook.standalone.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.fault.Chaos;
import dev.whiskbook.standalone.fault.LatencyProfile;
import dev.whiskbook.standalone.fault.Misbehaviour;
import dev.whiskbook.standalone.http.ApiException;
import dev.whiskbook.standalone.http.Reply;
import dev.whiskbook.standalone.http.Request;
import dev.whiskbook.standalone.http.Routes;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /whiskbook/v1/settings}: {@code {"profile": …, "chaos": …}}, to read and to change. */
public final class SettingsEndpoint {
  private static final String PATH = "/whiskbook/v1/settings";

  private final Misbehaviour misbehaviour;

  public SettingsEndpoint(Misbehaviour misbehaviour) {
    this.misbehaviour = misbehaviour;
  }

  /** Adds the routes. */
  public void addTo(Routes routes) {
    routes
        .add("GET", PATH, request -> Reply.json(200, settings(misbehaviour)))
        .add("PUT", PATH, this::change);
  }

  /** The settings as they are now. */
  static ObjectNode settings(Misbehaviour misbehaviour) {
    return Json.object()
        .put("chaos", misbehaviour.chaos().toString())
        .put("profile", misbehaviour.profile().map(LatencyProfile::toString).orElse("none"));
  }

  private Reply change(Request request) {
    JsonNode wanted = read(request.body());
    for (String name : wanted.propertyNames()) {
      if (!(name.equals("chaos") || name.equals("profile")) || !wanted.get(name).isString()) {
        throw ApiException.badContent(
            "There is no setting '%s' with a value of %s: say chaos or profile, and a string."
                .formatted(name, wanted.get(name)));
      }
    }
    try {
      misbehaviour.set(
          wanted.has("chaos")
              ? Chaos.parse(wanted.get("chaos").stringValue())
              : misbehaviour.chaos(),
          wanted.has("profile")
              ? LatencyProfile.parse(wanted.get("profile").stringValue())
              : misbehaviour.profile());
    } catch (IllegalArgumentException e) {
      throw ApiException.badContent(e.getMessage());
    }
    return Reply.json(200, settings(misbehaviour));
  }

  private static JsonNode read(byte[] body) {
    try {
      JsonNode json = Json.MAPPER.readTree(new String(body, UTF_8));
      if (json.isObject()) {
        return json;
      }
    } catch (JacksonException e) {
      // answered below: whatever it is, it is no object
    }
    throw ApiException.badContent("JSON object expected, such as {\"profile\": \"docker\"}.");
  }
}
