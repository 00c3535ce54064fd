package dev.whiskbook.whisk;

import dev.whiskbook.whisk.internal.EntityNames;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * An action as its author defines it. Limits that are left empty are the server's to choose.
 *
 * @param name {@code name}, {@code package/name} or {@code /namespace/[package/]name}
 * @param kind the runtime, for instance {@code nodejs:default}
 * @param code the source text, or base64 of a zip or jar
 * @param main the function or class to call; empty for the runtime's default
 * @param timeoutMs time limit of one activation in milliseconds
 * @param memoryMb memory limit of a container in MB
 * @param logsMb limit of an activation's logs in MB
 * @param concurrency activations at once in one container
 * @param parameters values bound to the action, each overridden by an argument of the same name
 * @param annotations the action's annotations
 */
public record Action(
    String name,
    String kind,
    String code,
    String main,
    OptionalInt timeoutMs,
    OptionalInt memoryMb,
    OptionalInt logsMb,
    OptionalInt concurrency,
    Map<String, Object> parameters,
    Map<String, Object> annotations) {

  /** Checks the name and copies the maps. */
  public Action {
    EntityNames.checkActionName(name);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
    if (code.isBlank()) {
      throw new IllegalArgumentException("The action %s has no code.".formatted(name));
    }
  }

  /**
   * A JavaScript action of the server's default Node.js kind.
   *
   * @param name a name by OpenWhisk's rules
   * @param source JavaScript that defines {@code main} or sets {@code exports.main}
   * @throws IllegalArgumentException if OpenWhisk would refuse the name, or the source is blank
   */
  public static Action js(String name, String source) {
    return new Action(
        name,
        "nodejs:default",
        source,
        "",
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Map.of(),
        Map.of());
  }

  /** With another runtime, for instance {@code nodejs:20}. */
  public Action kind(String newKind) {
    return new Action(
        name,
        newKind,
        code,
        main,
        timeoutMs,
        memoryMb,
        logsMb,
        concurrency,
        parameters,
        annotations);
  }

  /** With another function to call than the runtime's default. */
  public Action main(String newMain) {
    return new Action(
        name,
        kind,
        code,
        newMain,
        timeoutMs,
        memoryMb,
        logsMb,
        concurrency,
        parameters,
        annotations);
  }

  /** With a time limit for one activation, of a millisecond or more. */
  public Action timeout(Duration limit) {
    return timeout(Math.toIntExact(limit.toMillis()));
  }

  /** With a time limit for one activation in milliseconds. */
  public Action timeout(int ms) {
    OptionalInt limit = OptionalInt.of(positive("timeout", ms));
    return new Action(
        name, kind, code, main, limit, memoryMb, logsMb, concurrency, parameters, annotations);
  }

  /** With a memory limit for each container in MB. */
  public Action memory(int mb) {
    OptionalInt limit = OptionalInt.of(positive("memory", mb));
    return new Action(
        name, kind, code, main, timeoutMs, limit, logsMb, concurrency, parameters, annotations);
  }

  /** With a limit for an activation's logs in MB; 0 keeps none. */
  public Action logs(int mb) {
    if (mb < 0) {
      throw new IllegalArgumentException("logs must be 0 or more MB, not %d.".formatted(mb));
    }
    OptionalInt limit = OptionalInt.of(mb);
    return new Action(
        name, kind, code, main, timeoutMs, memoryMb, limit, concurrency, parameters, annotations);
  }

  /** With so many activations at once in one container, where the server allows that. */
  public Action concurrency(int n) {
    OptionalInt limit = OptionalInt.of(positive("concurrency", n));
    return new Action(
        name, kind, code, main, timeoutMs, memoryMb, logsMb, limit, parameters, annotations);
  }

  /** With a bound parameter; the value is anything that Jackson can write. */
  public Action param(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(parameters);
    more.put(key, value);
    return new Action(
        name, kind, code, main, timeoutMs, memoryMb, logsMb, concurrency, more, annotations);
  }

  /** With an annotation; the value is anything that Jackson can write. */
  public Action annotation(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(annotations);
    more.put(key, value);
    return new Action(
        name, kind, code, main, timeoutMs, memoryMb, logsMb, concurrency, parameters, more);
  }

  @Override
  public String toString() {
    return "action %s (%s, %,d characters)".formatted(name, kind, code.length());
  }

  private static int positive(String what, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException("%s must be above 0, not %d.".formatted(what, value));
    }
    return value;
  }
}
