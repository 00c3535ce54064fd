package dev.whiskbook.whisk;

import dev.whiskbook.whisk.js.JsModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A config file of the Serverless Supercomputing orchestrator (github.com/BU-NU-CLOUD-SP18/
 * Serverless-Supercomputing), used unchanged: a CommonJS module that exports {@code configs},
 * {@code action}, {@code reduce} and perhaps {@code argsForAction}.
 */
public final class OrchestratorConfig {
  private final String file;
  private final JsModule module;
  private final JsonNode configs;

  private OrchestratorConfig(String file, JsModule module) {
    this.file = file;
    this.module = module;
    expect("configs", "object", "an object {namespace, actionName, numActions, actionLimits}");
    expect("action", "function", "the function that runs on OpenWhisk");
    expect("reduce", "function", "the function that gets the array of results");
    if (hasArgs()) {
      expect("argsForAction", "function", "a function (actionNum) that returns the arguments");
    }
    this.configs = module.value("configs");
    text("namespace");
    text("actionName");
    numActions();
    action();
  }

  /** As {@link #load(Path, Consumer)}; {@code console.log} goes to {@code System.out}. */
  public static OrchestratorConfig load(Path path) {
    return load(path, line -> System.out.println(line));
  }

  /**
   * Reads and evaluates a config file, in sloppy mode as Node.js does.
   *
   * @param path the file
   * @param console gets each line that the file's functions log
   * @throws WhiskException if the file cannot be read, or an export is missing or of the wrong type
   * @throws dev.whiskbook.whisk.js.JsException if it does not parse or throws
   */
  public static OrchestratorConfig load(Path path, Consumer<String> console) {
    String file = String.valueOf(path.getFileName());
    try {
      return new OrchestratorConfig(file, JsModule.commonJs(Files.readString(path), file, console));
    } catch (IOException e) {
      throw new WhiskException(
          WhiskException.Problem.CONFIGURATION,
          "The config file %s cannot be read: %s.".formatted(path.toAbsolutePath(), e.getMessage()),
          e);
    }
  }

  /** {@code configs.namespace}; {@code _} is the key's own. */
  public String namespace() {
    return text("namespace");
  }

  /** {@code configs.numActions}: how many actions to run. */
  public int numActions() {
    JsonNode n = configs.path("numActions");
    if (!n.isIntegralNumber() || !n.canConvertToInt() || n.intValue() < 1) {
      throw ill("configs.numActions", "a whole number above 0", n);
    }
    return n.intValue();
  }

  /**
   * The action, named {@code configs.actionName}, with the limits of {@code configs.actionLimits}.
   * OpenWhisk evaluates the text and looks for {@code main}, which an exported anonymous function
   * does not define, so it is wrapped.
   */
  public Action action() {
    String name = text("actionName");
    String qualified = namespace().equals("_") ? name : "/" + namespace() + "/" + name;
    String source =
        module
            .sourceOf("action")
            .orElseThrow(
                () ->
                    new WhiskException(
                        WhiskException.Problem.CONFIGURATION,
                        "%s: exports.action has no source text: it must be a function written in JavaScript."
                            .formatted(file)));
    Action action = Action.js(qualified, "const main = (" + source + ");");
    JsonNode limits = configs.path("actionLimits");
    if (!limits.isMissingNode() && !limits.isObject()) {
      throw ill("configs.actionLimits", "an object {timeout, memory, logs}", limits);
    }
    for (Map.Entry<String, JsonNode> limit : limits.properties()) {
      action = withLimit(action, limit.getKey(), limit.getValue());
    }
    return action;
  }

  /**
   * The arguments: what {@code argsForAction(actionNum)} returns, or {@code {}} for a file without
   * it, as the orchestrator sends.
   */
  public ArgsGenerator argsGenerator() {
    return hasArgs()
        ? (i, n) -> module.call("argsForAction", Integer.toString(i))
        : (i, n) -> Map.of();
  }

  /** Calls the file's {@code reduce} with the array of results in action order. */
  public Function<List<JsonNode>, JsonNode> reducer() {
    return results -> module.call("reduce", results.toString());
  }

  @Override
  public String toString() {
    return "%s: %s × %,d".formatted(file, text("actionName"), numActions());
  }

  private boolean hasArgs() {
    return !module.typeOf("argsForAction").equals("undefined");
  }

  private Action withLimit(Action action, String limit, JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
      throw ill("configs.actionLimits." + limit, "a whole number", value);
    }
    return switch (limit) {
      case "timeout" -> action.timeout(value.intValue());
      case "memory" -> action.memory(value.intValue());
      case "logs" -> action.logs(value.intValue());
      case "concurrency" -> action.concurrency(value.intValue());
      default -> throw ill("configs.actionLimits." + limit, "left out", value);
    };
  }

  private String text(String key) {
    JsonNode value = configs.path(key);
    if (!value.isString() || value.stringValue().isBlank()) {
      throw ill("configs." + key, "a text", value);
    }
    return value.stringValue();
  }

  private void expect(String export, String type, String what) {
    String found = module.typeOf(export);
    if (!found.equals(type)) {
      throw new WhiskException(
          WhiskException.Problem.CONFIGURATION,
          found.equals("undefined")
              ? "%s: exports.%s is missing: it must be %s.".formatted(file, export, what)
              : "%s: exports.%s is of type %s: it must be %s."
                  .formatted(file, export, found, what));
    }
  }

  private WhiskException ill(String what, String expected, JsonNode found) {
    return new WhiskException(
        WhiskException.Problem.CONFIGURATION,
        found.isMissingNode()
            ? "%s: exports.%s is missing: it must be %s.".formatted(file, what, expected)
            : "%s: exports.%s is %s: it must be %s.".formatted(file, what, found, expected));
  }
}
