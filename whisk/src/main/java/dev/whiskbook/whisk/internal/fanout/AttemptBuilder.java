package dev.whiskbook.whisk.internal.fanout;

import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.Status;
import dev.whiskbook.whisk.internal.Json;
import dev.whiskbook.whisk.internal.Records;
import tools.jackson.databind.JsonNode;

/** Collects what becomes known of one attempt. Used by one thread. */
final class AttemptBuilder {
  private final int i;
  private final int attempt;
  private final long payloadBytes;
  private final long submitMs;
  private final long clockOffsetMs;
  private String activationId = "";
  private String container = "";
  private long seenMs = Attempt.UNKNOWN;

  AttemptBuilder(int i, int attempt, long payloadBytes, long submitMs, long clockOffsetMs) {
    this.i = i;
    this.attempt = attempt;
    this.payloadBytes = payloadBytes;
    this.submitMs = submitMs;
    this.clockOffsetMs = clockOffsetMs;
  }

  int i() {
    return i;
  }

  int attempt() {
    return attempt;
  }

  long submitMs() {
    return submitMs;
  }

  AttemptBuilder seen(long ms) {
    seenMs = ms;
    return this;
  }

  void activationId(String id) {
    activationId = id;
  }

  /** The container's name, or null where the server does not tell: OpenWhisk does not. */
  void container(String name) {
    container = name == null ? "" : name;
  }

  /** An attempt that gave no record. */
  Attempt failed(Status status, String error) {
    return bare(status, error);
  }

  /** An attempt that ended well, but without a record. */
  Attempt bare(Status status) {
    return bare(status, "");
  }

  /**
   * An attempt with its activation record. {@code duration} includes initialisation and {@code
   * start} is when that began (ContainerProxy.scala), so the run is the rest.
   */
  Attempt ofRecord(JsonNode record) {
    long start = record.path("start").asLong(0) - clockOffsetMs;
    long duration = record.path("duration").asLong(0);
    long end = record.has("end") ? record.path("end").asLong(0) - clockOffsetMs : start + duration;
    long waitMs = Attempt.UNKNOWN;
    long initMs = 0;
    boolean cold = false;
    for (JsonNode annotation : record.path("annotations").values()) {
      JsonNode value = annotation.path("value");
      switch (annotation.path("key").asString("")) {
        case "waitTime" -> waitMs = value.asLong(Attempt.UNKNOWN);
        case "initTime" -> {
          initMs = value.asLong(0);
          cold = true;
        }
        default -> {}
      }
    }
    JsonNode response = record.path("response");
    Status status = Records.status(record);
    return new Attempt(
        i,
        attempt,
        activationId,
        status,
        cold,
        container,
        submitMs,
        start,
        waitMs,
        initMs,
        Math.max(0, duration - initMs),
        end,
        seenMs < 0 ? System.currentTimeMillis() : seenMs,
        payloadBytes,
        response.path("size").asLong(Attempt.UNKNOWN),
        status == Status.SUCCESS ? "" : error(response.path("result")));
  }

  private Attempt bare(Status status, String error) {
    long unknown = Attempt.UNKNOWN;
    return new Attempt(
        i,
        attempt,
        activationId,
        status,
        false,
        "",
        submitMs,
        unknown,
        unknown,
        unknown,
        unknown,
        unknown,
        seenMs < 0 ? System.currentTimeMillis() : seenMs,
        payloadBytes,
        unknown,
        error);
  }

  private static String error(JsonNode result) {
    JsonNode error = result.has("error") ? result.get("error") : result;
    return Json.brief(error.isString() ? error.stringValue() : error.toString());
  }
}
