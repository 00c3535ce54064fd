package dev.whiskbook.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.standalone.entity.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One step of a script that recorded the transcripts.
 *
 * @param record name of the transcript with the real answer, if it was recorded
 * @param auth credentials other than the namespace's own; empty for none
 * @param background true if it is answered only after the following steps
 * @param time number of the moment to remember, for a step that is no request
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ReplayStep(
    Optional<String> record,
    String method,
    String path,
    Map<String, String> headers,
    byte[] body,
    Optional<String> auth,
    boolean background,
    Optional<Integer> time) {
  /** {@code <a*1048568>} stands for as many letters. */
  private static final Pattern RUN = Pattern.compile("<(.)\\*(\\d+)>");

  static List<ReplayStep> read(Path script) throws IOException {
    List<ReplayStep> steps = new ArrayList<>();
    for (String line : Files.readAllLines(script)) {
      steps.add(of(Json.MAPPER.readTree(line)));
    }
    return steps;
  }

  private static ReplayStep of(JsonNode json) {
    Map<String, String> headers = new LinkedHashMap<>();
    json.path("headers").forEachEntry((name, value) -> headers.put(name, value.stringValue()));
    String body =
        RUN.matcher(json.path("body").asString(""))
            .replaceAll(run -> run.group(1).repeat(Integer.parseInt(run.group(2))));
    return new ReplayStep(
        json.optional("record").map(JsonNode::stringValue),
        json.path("method").asString(""),
        json.path("path").asString(""),
        headers,
        body.getBytes(json.has("latin1") ? ISO_8859_1 : UTF_8),
        json.optional("auth").map(JsonNode::stringValue),
        json.path("background").asBoolean(false),
        json.optional("time").map(JsonNode::intValue));
  }
}
