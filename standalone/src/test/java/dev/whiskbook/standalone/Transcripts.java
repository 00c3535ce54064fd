package dev.whiskbook.standalone;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.whiskbook.standalone.entity.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The answers of a real OpenWhisk, and in what ours may differ from them. */
final class Transcripts {
  private final Path folder;
  private final JsonNode differences;

  Transcripts(Path folder) throws IOException {
    this.folder = folder;
    this.differences = Json.MAPPER.readTree(Files.readString(folder.resolve("differences.json")));
  }

  boolean isKept(String name) {
    return Files.exists(folder.resolve(name + ".http"));
  }

  /** Not an answer but what a script made of several, or recorded by a program of its own. */
  boolean isSummary(String name) {
    return differences.path(name).path("in").asString("").equals("all");
  }

  /** Recorded on purpose before the activation had ended. */
  boolean wasNotThereYet(String name) {
    return name.startsWith("05-activation-not-ready");
  }

  boolean expects(ReplayStep step, int status) {
    return step.record().filter(this::isKept).filter(n -> read(n).status() == status).isPresent();
  }

  /** Status, type and body are the same, but for what differs on purpose or from run to run. */
  void check(String name, RawHttp.Answer got) {
    Transcript recorded = read(name);
    String differs = differences.path(name).path("in").asString("");
    assertAll(
        () -> {
          if (!differs.contains("status")) {
            assertEquals(recorded.status(), got.status(), got.body());
          }
        },
        () -> {
          if (!differs.contains("body") && !isRandom(name) && !recorded.isCut()) {
            assertEquals(Masked.of(recorded.answer()), Masked.of(got.body()));
          }
        },
        () -> {
          if (!differs.contains("type")) {
            assertEquals(
                plain(recorded.contentType()),
                plain(got.headers().getOrDefault("Content-Type", "")));
          }
        },
        () -> sameHeader("x-openwhisk-activation-id", recorded, got),
        () -> sameHeader("WWW-Authenticate", recorded, got),
        () -> sameHeader("Access-Control-Allow-Origin", recorded, got));
  }

  /** Whether an answer would be found the same. */
  boolean agrees(String name, RawHttp.Answer got) {
    try {
      check(name, got);
      return true;
    } catch (AssertionError _) {
      return false;
    }
  }

  private static void sameHeader(String header, Transcript recorded, RawHttp.Answer got) {
    assertEquals(
        recorded.hasHeader(header), got.headers().containsKey(header), "has the header " + header);
  }

  /** Lists hold what the namespace had at that moment of that run. */
  private static boolean isRandom(String name) {
    return name.startsWith("23-activations-l")
        || name.startsWith("23-activations-since-")
        || name.startsWith("23-activations-c");
  }

  private static String plain(String contentType) {
    return contentType.toLowerCase(Locale.ROOT).replace(" ", "");
  }

  private Transcript read(String name) {
    try {
      return Transcript.read(folder, name).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
