package dev.whiskbook.standalone.data;

import static dev.whiskbook.standalone.entity.ActivationResponse.Status.APPLICATION_ERROR;
import static dev.whiskbook.standalone.entity.ActivationResponse.Status.DEVELOPER_ERROR;
import static dev.whiskbook.standalone.entity.ActivationResponse.Status.SUCCESS;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.standalone.container.Outcome;
import dev.whiskbook.standalone.entity.ActivationResponse;
import dev.whiskbook.standalone.entity.Json;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a container's answer means for the record, after {@code ActivationResult.scala}. */
final class Responses {
  private static final String MEMORY_EXHAUSTED = "The action exhausted its memory and was aborted.";

  private Responses() {}

  /** The response if initialisation did not succeed. */
  static ActivationResponse ofInit(Outcome outcome, int timeoutMs) {
    return switch (outcome) {
      case Outcome.Answered(String json) -> ActivationResponse.of(SUCCESS, json);
      case Outcome.Failed(String json) -> ActivationResponse.of(DEVELOPER_ERROR, json);
      case Outcome.Exited() ->
          developerError("The action did not initialize and exited unexpectedly.");
      case Outcome.TimedOut() -> timedOut(timeoutMs, " during initialization.");
      case Outcome.MemoryExhausted() -> developerError(MEMORY_EXHAUSTED);
    };
  }

  /** The response to a run. */
  static ActivationResponse ofRun(Outcome outcome, int timeoutMs) {
    return switch (outcome) {
      case Outcome.Answered(String json) -> answered(json);
      case Outcome.Failed(String json) -> ActivationResponse.of(DEVELOPER_ERROR, json);
      case Outcome.Exited() ->
          developerError("The action did not produce a valid response and exited unexpectedly.");
      case Outcome.TimedOut() -> timedOut(timeoutMs, ".");
      case Outcome.MemoryExhausted() -> developerError(MEMORY_EXHAUSTED);
    };
  }

  private static ActivationResponse answered(String json) {
    if (json.length() > ActivationResponse.MAX_RESULT_BYTES / 3) {
      byte[] bytes = json.getBytes(UTF_8);
      if (bytes.length > ActivationResponse.MAX_RESULT_BYTES) {
        return truncated(bytes);
      }
    }
    if (json.startsWith("[")) {
      return ActivationResponse.of(SUCCESS, json);
    }
    if (!json.startsWith("{")) {
      return ActivationResponse.error(
          DEVELOPER_ERROR,
          "The action did not produce a valid JSON or JSON Array response"
              + (json.isEmpty() ? "." : ": " + json),
          OptionalInt.of(json.length()));
    }
    // The parse is spared to the many results that cannot have the key.
    return json.contains("\"error\"") ? maybeError(json) : ActivationResponse.of(SUCCESS, json);
  }

  /** An {@code error} key, whatever its value, makes an error, and the other keys are dropped. */
  private static ActivationResponse maybeError(String json) {
    JsonNode error;
    try {
      error = Json.MAPPER.readTree(json).get("error");
    } catch (JacksonException e) {
      return developerError("The result cannot be read back as JSON: " + e.getOriginalMessage());
    }
    if (error == null) {
      return ActivationResponse.of(SUCCESS, json);
    }
    var only = Json.object();
    only.set("error", error);
    return new ActivationResponse(
        APPLICATION_ERROR, only.toString(), OptionalInt.of(json.length()));
  }

  private static ActivationResponse truncated(byte[] bytes) {
    int limit = ActivationResponse.MAX_RESULT_BYTES;
    return ActivationResponse.error(
        APPLICATION_ERROR,
        "The action produced a response that exceeded the allowed length: %d > %d bytes. The truncated response was: %s"
            .formatted(bytes.length, limit, new String(bytes, 0, limit, UTF_8)),
        OptionalInt.of(bytes.length));
  }

  private static ActivationResponse timedOut(int timeoutMs, String end) {
    return developerError(
        "The action exceeded its time limits of " + timeoutMs + " milliseconds" + end);
  }

  private static ActivationResponse developerError(String message) {
    return ActivationResponse.error(DEVELOPER_ERROR, message, OptionalInt.empty());
  }
}
