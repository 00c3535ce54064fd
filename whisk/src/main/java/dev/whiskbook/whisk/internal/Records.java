package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.Activation;
import dev.whiskbook.whisk.DeployedAction;
import dev.whiskbook.whisk.Limits;
import dev.whiskbook.whisk.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** OpenWhisk's JSON documents as our records. */
public final class Records {
  private static final long MIB = 1 << 20;

  private Records() {}

  /** An action's document, with or without code. */
  public static DeployedAction action(JsonNode json) {
    Map<String, JsonNode> annotations = pairs(json.path("annotations"));
    JsonNode exec = json.path("exec");
    JsonNode listed = annotations.get("exec");
    String kind = exec.path("kind").asString(listed == null ? "" : listed.asString(""));
    Map<String, Integer> limits = new LinkedHashMap<>();
    json.path("limits").properties().forEach(l -> limits.put(l.getKey(), l.getValue().asInt(0)));
    return new DeployedAction(
        json.path("namespace").asString(""),
        json.path("name").asString(""),
        json.path("version").asString(""),
        kind,
        exec.path("code").stringValueOpt(),
        exec.path("main").asString(""),
        limits,
        pairs(json.path("parameters")),
        annotations,
        Instant.ofEpochMilli(json.path("updated").asLong(0)));
  }

  /** An activation's document, whole or a summary from a list. */
  public static Activation activation(JsonNode json) {
    List<String> logs = new ArrayList<>();
    json.path("logs").values().forEach(line -> logs.add(line.asString("")));
    long start = json.path("start").asLong(0);
    return new Activation(
        json.path("activationId").asString(""),
        json.path("name").asString(""),
        json.path("version").asString(""),
        Instant.ofEpochMilli(start),
        json.path("duration").asLong(0),
        status(json),
        json.path("response").path("result"),
        logs,
        pairs(json.path("annotations")));
  }

  /** Whole records carry {@code response.status}, summaries a number from 0 to 3. */
  public static Status status(JsonNode json) {
    Optional<String> told = json.path("response").path("status").stringValueOpt();
    if (told.isPresent()) {
      // A word that OpenWhisk does not use is no success.
      return Status.ofText(told.get()).orElse(Status.INTERNAL_ERROR);
    }
    return numbered(json);
  }

  private static Status numbered(JsonNode json) {
    return switch (json.path("statusCode").asInt(0)) {
      case 0 -> Status.SUCCESS;
      case 1 -> Status.APPLICATION_ERROR;
      case 2 -> Status.DEVELOPER_ERROR;
      default -> Status.INTERNAL_ERROR;
    };
  }

  /** A namespace's limits; what a server leaves out is what OpenWhisk has by default. */
  public static Limits limits(JsonNode json) {
    return new Limits(
        json.path("concurrentInvocations").asInt(30),
        json.path("invocationsPerMinute").asInt(60),
        bytes(json.path("maxParameterSize").asString("")),
        json.path("maxActionMemory").asInt(512),
        json.path("maxActionTimeout").asInt(300_000));
  }

  // "1048576 B", and by other servers "1 MB".
  private static long bytes(String size) {
    String[] parts = size.strip().split("\\s+", 2);
    if (parts.length < 2 || !parts[0].matches("\\d{1,12}")) {
      return MIB;
    }
    long number = Long.parseLong(parts[0]);
    return switch (parts[1]) {
      case "B" -> number;
      case "KB" -> number << 10;
      case "MB" -> number << 20;
      default -> MIB;
    };
  }

  private static Map<String, JsonNode> pairs(JsonNode array) {
    Map<String, JsonNode> pairs = new LinkedHashMap<>();
    array.values().forEach(p -> pairs.put(p.path("key").asString(""), p.path("value")));
    return pairs;
  }
}
