package dev.whiskbook.standalone.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.standalone.data.ResponseCache;
import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.fault.Chaos;
import dev.whiskbook.standalone.fault.LatencyProfile;
import dev.whiskbook.standalone.fault.Misbehaviour;
import dev.whiskbook.standalone.http.ApiException;
import dev.whiskbook.standalone.http.Reply;
import dev.whiskbook.standalone.http.Request;
import dev.whiskbook.standalone.http.Routes;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /whiskbook/v1/settings}: {@code {"profile": …, "chaos": …, "responseCache": …}}, to read
 * and change.
 */
public final class SettingsEndpoint {
  private static final String PATH = "/whiskbook/v1/settings";
  private static final String CHAOS = "chaos";
  private static final String PROFILE = "profile";
  private static final String RESPONSE_CACHE = "responseCache";
  private static final Set<String> SETTINGS = Set.of(CHAOS, PROFILE, RESPONSE_CACHE);

  private final Misbehaviour misbehaviour;
  private final ResponseCache answers;

  public SettingsEndpoint(Misbehaviour misbehaviour, ResponseCache answers) {
    this.misbehaviour = misbehaviour;
    this.answers = answers;
  }

  /** Adds the routes. */
  public void addTo(Routes routes) {
    routes.add("GET", PATH, request -> Reply.json(200, document())).add("PUT", PATH, this::change);
  }

  /** The settings as they are now. */
  ObjectNode document() {
    return Json.object()
        .put(CHAOS, misbehaviour.chaos().toString())
        .put(PROFILE, misbehaviour.profile().map(LatencyProfile::toString).orElse("none"))
        .put(RESPONSE_CACHE, answers.isOn() ? "on" : "off");
  }

  private Reply change(Request request) {
    JsonNode wanted = read(request.body());
    for (String name : wanted.propertyNames()) {
      if (!SETTINGS.contains(name) || !wanted.get(name).isString()) {
        throw ApiException.badContent(
            "There is no setting '%s' with a value of %s: say chaos, profile or responseCache, and a string."
                .formatted(name, wanted.get(name)));
      }
    }
    try {
      boolean keepAnswers =
          value(wanted, RESPONSE_CACHE).map(SettingsEndpoint::onOrOff).orElseGet(answers::isOn);
      if (wanted.has(CHAOS) || wanted.has(PROFILE)) { // or they would begin anew
        misbehaviour.set(
            value(wanted, CHAOS).map(Chaos::parse).orElseGet(misbehaviour::chaos),
            value(wanted, PROFILE).map(LatencyProfile::parse).orElseGet(misbehaviour::profile));
      }
      answers.set(keepAnswers);
    } catch (IllegalArgumentException e) {
      throw ApiException.badContent(e.getMessage());
    }
    return Reply.json(200, document());
  }

  private static Optional<String> value(JsonNode wanted, String name) {
    return wanted.path(name).stringValueOpt();
  }

  private static boolean onOrOff(String text) {
    if (!text.equals("on") && !text.equals("off")) {
      throw new IllegalArgumentException(
          "The setting responseCache is on or off, not '" + text + "'.");
    }
    return text.equals("on");
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
