package dev.whiskbook.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.standalone.entity.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plays a script against one server. Later steps refer to ids and times of earlier ones: {@code
 * {{id:RECORD}}} is the activation of that step, {@code {{upper:RECORD}}} the same in capitals,
 * {@code {{log:RECORD:n}}} the n-th line of its logs, {@code {{time:n+ms}}} a moment.
 */
final class ReplayScript {
  private static final Pattern REFERENCE = Pattern.compile("\\{\\{(id|upper|log|time):([^}]+)}}");

  /** A record of what was not waited for may take a moment. */
  private static final long PATIENCE_NANOS = 100_000_000_000L;

  private final TestServer server;
  private final List<ReplayStep> steps;
  private final Map<String, RawHttp.Answer> answers = new HashMap<>();
  private final Map<Integer, Long> times = new HashMap<>();
  private final Map<ReplayStep, CompletableFuture<RawHttp.Answer>> background =
      new LinkedHashMap<>();

  private int next;

  ReplayScript(TestServer server, Path script) throws IOException {
    this.server = server;
    this.steps = ReplayStep.read(script);
  }

  /**
   * Sends the requests in order, up to the first that needs the answer to one in the background;
   * {@code check} gets those that have a name, with the answer.
   */
  void play(Transcripts transcripts, BiConsumer<String, RawHttp.Answer> check) throws IOException {
    while (next < steps.size() && !needsBackground(steps.get(next))) {
      ReplayStep step = steps.get(next++);
      if (step.time().isPresent()) {
        times.put(step.time().get(), moment());
      } else if (step.background()) {
        background.put(step, CompletableFuture.supplyAsync(() -> sendUnchecked(step)));
      } else {
        finish(step, patiently(step, transcripts), check);
      }
    }
  }

  /** Waits for the requests in the background, then sends the rest. */
  void playRest(Transcripts transcripts, BiConsumer<String, RawHttp.Answer> check)
      throws IOException {
    background.forEach((step, answer) -> finish(step, answer.join(), check));
    background.clear();
    play(transcripts, check);
  }

  private boolean needsBackground(ReplayStep step) {
    return background.keySet().stream()
        .anyMatch(b -> step.path().contains("{{id:" + b.record().orElseThrow() + "}}"));
  }

  private void finish(
      ReplayStep step, RawHttp.Answer answer, BiConsumer<String, RawHttp.Answer> check) {
    step.record()
        .ifPresent(
            name -> {
              answers.put(name, answer);
              check.accept(name, answer);
            });
  }

  /** What the real server was given time to write is asked for until it is there. */
  private RawHttp.Answer patiently(ReplayStep step, Transcripts transcripts) throws IOException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    RawHttp.Answer answer = send(step);
    while (isTooEarly(step, answer, transcripts) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
      answer = send(step);
    }
    return answer;
  }

  /** A record that is missing, or a list from which one is. */
  private static boolean isTooEarly(
      ReplayStep step, RawHttp.Answer answer, Transcripts transcripts) {
    String name = step.record().orElse("");
    if (step.path().contains("/activations?") && transcripts.isKept(name)) {
      return !transcripts.agrees(name, answer);
    }
    return step.method().equals("GET")
        && step.path().contains("{{id:")
        && answer.status() == 404
        && !transcripts.wasNotThereYet(name)
        && !transcripts.expects(step, 404);
  }

  private RawHttp.Answer sendUnchecked(ReplayStep step) {
    try {
      return send(step);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private RawHttp.Answer send(ReplayStep step) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", "curl/7.88.1");
    headers.put("Accept", "*/*");
    String credentials = step.auth().orElse(server.credentials());
    if (!credentials.isEmpty() && !step.headers().containsKey("Authorization")) {
      headers.put(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
    }
    headers.putAll(step.headers());
    return RawHttp.send(
        server.apiHost(), step.method(), resolved(step.path()), headers, step.body());
  }

  private String resolved(String path) {
    return REFERENCE.matcher(path).replaceAll(this::value);
  }

  private String value(java.util.regex.MatchResult reference) {
    String what = reference.group(2);
    return switch (reference.group(1)) {
      case "id" -> id(what);
      case "upper" -> id(what).toUpperCase(Locale.ROOT);
      case "log" -> {
        String[] parts = what.split(":", 2);
        yield Json.MAPPER
            .readTree(answers.get(parts[0]).body())
            .get("logs")
            .get(Integer.parseInt(parts[1]) - 1)
            .stringValue();
      }
      default -> {
        Matcher time = Pattern.compile("(\\d+)([+-]\\d+)").matcher(what);
        if (!time.matches()) {
          throw new IllegalArgumentException(what);
        }
        long base = times.get(Integer.parseInt(time.group(1)));
        yield Long.toString(base + Long.parseLong(time.group(2)));
      }
    };
  }

  private String id(String record) {
    RawHttp.Answer answer = answers.get(record);
    String header = answer.headers().get("x-openwhisk-activation-id");
    return header != null
        ? header
        : Json.MAPPER.readTree(answer.body()).get("activationId").stringValue();
  }

  /** A millisecond in which nothing else has happened or will happen. */
  private static long moment() {
    long before = System.currentTimeMillis();
    while (System.currentTimeMillis() <= before) {
      Thread.onSpinWait();
    }
    long moment = System.currentTimeMillis();
    while (System.currentTimeMillis() <= moment) {
      Thread.onSpinWait();
    }
    return moment;
  }
}
