package dev.whiskbook.standalone.entity;

import java.util.List;
import java.util.OptionalLong;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The record of one activation. Times are milliseconds since the epoch.
 *
 * @param startMs start of the run, or of the initialisation if there was one
 * @param waitTimeMs from receipt of the request to {@code startMs}
 * @param initTimeMs length of the initialisation; absent on a warm start
 * @param timedOut true if the time limit ended it
 * @param containerId the container it ran in; not part of the JSON record, whose form is
 *     OpenWhisk's
 * @param simulated which latencies and faults were injected; empty if none
 */
public record Activation(
    String activationId,
    WhiskAction action,
    long startMs,
    long endMs,
    long waitTimeMs,
    OptionalLong initTimeMs,
    boolean timedOut,
    String containerId,
    String simulated,
    ActivationResponse response,
    List<LogLine> logs) {

  /** Start to end, so including initialisation. */
  public long durationMs() {
    return endMs - startMs;
  }

  /** Rough memory of the record, in bytes, for the bound of the store. */
  public long footprint() {
    long bytes = 512L + response.resultJson().length();
    for (LogLine line : logs) {
      bytes += 64L + line.text().length();
    }
    return bytes;
  }

  /** The full record; blocking replies leave the logs out. */
  public ObjectNode toJson(boolean withLogs) {
    var json = Json.object().put("activationId", activationId);
    json.set("annotations", annotations());
    json.put("duration", durationMs()).put("end", endMs);
    json.set("logs", withLogs ? logsJson() : Json.MAPPER.createArrayNode());
    json.put("name", action.name()).put("namespace", action.namespace()).put("publish", false);
    json.set("response", response.toJson());
    return json.put("start", startMs)
        .put("subject", action.namespace())
        .put("version", action.version().toString());
  }

  /** The shorter form that lists hold. */
  public ObjectNode toSummary() {
    var json =
        Json.object()
            .put("statusCode", response.status().code())
            .put("duration", durationMs())
            .put("name", action.name())
            .put("activationId", activationId)
            .put("end", endMs)
            .put("start", startMs)
            .put("namespace", action.namespace())
            .put("publish", false);
    json.set("annotations", annotations());
    return json.put("version", action.version().toString());
  }

  /** The log lines, oldest first. */
  public ArrayNode logsJson() {
    var array = Json.MAPPER.createArrayNode();
    logs.forEach(line -> array.add(line.toString()));
    return array;
  }

  private ArrayNode annotations() {
    var array = Json.MAPPER.createArrayNode();
    array.addObject().put("key", "path").put("value", action.path());
    array.addObject().put("key", "waitTime").put("value", waitTimeMs);
    array.addObject().put("key", "kind").put("value", action.exec().kind());
    array.addObject().put("key", "timeout").put("value", timedOut);
    array.addObject().put("key", "limits").set("value", action.limits().toJson());
    initTimeMs.ifPresent(ms -> array.addObject().put("key", "initTime").put("value", ms));
    if (!simulated.isEmpty()) {
      array.addObject().put("key", "simulated").put("value", simulated);
    }
    return array;
  }
}
