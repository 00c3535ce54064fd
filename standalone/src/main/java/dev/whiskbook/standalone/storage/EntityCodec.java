package dev.whiskbook.standalone.storage;

import dev.whiskbook.standalone.entity.ActionLimits;
import dev.whiskbook.standalone.entity.Blackbox;
import dev.whiskbook.standalone.entity.Entity;
import dev.whiskbook.standalone.entity.Exec;
import dev.whiskbook.standalone.entity.Executable;
import dev.whiskbook.standalone.entity.Parameter;
import dev.whiskbook.standalone.entity.QualifiedName;
import dev.whiskbook.standalone.entity.SemVer;
import dev.whiskbook.standalone.entity.Sequence;
import dev.whiskbook.standalone.entity.WhiskAction;
import dev.whiskbook.standalone.entity.WhiskPackage;
import dev.whiskbook.standalone.entity.WhiskRule;
import dev.whiskbook.standalone.entity.WhiskTrigger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Entities as JSON and back. The JSON is the document of the API, with {@code sort} added. */
final class EntityCodec {
  /** Below all that this process gives out: no warm container can have it. */
  private final AtomicLong revision = new AtomicLong(Long.MIN_VALUE);

  ObjectNode write(Entity entity) {
    return switch (entity) {
      case WhiskAction action -> action.toJson(true).put("sort", "action");
      case WhiskPackage folder -> folder.toJson().put("sort", "package");
      case WhiskTrigger trigger -> trigger.toJson().put("sort", "trigger");
      case WhiskRule rule -> rule.toSummary().put("sort", "rule");
    };
  }

  Entity read(JsonNode json) {
    return switch (json.get("sort").stringValue()) {
      case "action" ->
          new WhiskAction(
              id(json),
              version(json),
              revision.incrementAndGet(),
              executable(json.get("exec")),
              limits(json.get("limits")),
              parameters(json.get("parameters")),
              parameters(json.get("annotations")),
              json.get("publish").booleanValue(),
              json.get("updated").longValue());
      case "package" ->
          new WhiskPackage(
              id(json),
              version(json),
              json.get("binding").isEmpty()
                  ? Optional.empty()
                  : Optional.of(name(json.get("binding"), "namespace")),
              parameters(json.get("parameters")),
              parameters(json.get("annotations")),
              json.get("publish").booleanValue(),
              json.get("updated").longValue());
      case "trigger" ->
          new WhiskTrigger(
              id(json),
              version(json),
              parameters(json.get("parameters")),
              parameters(json.get("annotations")),
              links(json.path("rules")),
              json.get("publish").booleanValue(),
              json.get("updated").longValue());
      case "rule" ->
          new WhiskRule(
              id(json),
              version(json),
              name(json.get("trigger"), "path"),
              name(json.get("action"), "path"),
              parameters(json.get("annotations")),
              json.get("publish").booleanValue(),
              json.get("updated").longValue());
      default -> throw new IllegalArgumentException("No such sort of entity: " + json.get("sort"));
    };
  }

  private static QualifiedName id(JsonNode json) {
    return name(json, "namespace");
  }

  private static QualifiedName name(JsonNode json, String folder) {
    return parse(json.get(folder).stringValue() + "/" + json.get("name").stringValue());
  }

  private static QualifiedName parse(String path) {
    return QualifiedName.parse(path, "_")
        .orElseThrow(() -> new IllegalArgumentException("No name: " + path));
  }

  private static SemVer version(JsonNode json) {
    return SemVer.parse(json.get("version").stringValue()).orElseThrow();
  }

  private static Executable executable(JsonNode exec) {
    String kind = exec.get("kind").stringValue();
    Optional<String> code = exec.optional("code").map(JsonNode::stringValue);
    Optional<String> main = exec.optional("main").map(JsonNode::stringValue);
    return switch (kind) {
      case Sequence.KIND -> {
        List<QualifiedName> components = new ArrayList<>();
        exec.get("components").forEach(c -> components.add(parse(c.stringValue())));
        yield new Sequence(List.copyOf(components));
      }
      case Blackbox.KIND -> new Blackbox(exec.get("image").stringValue(), code, main);
      default -> new Exec(kind, code.orElseThrow(), exec.get("binary").booleanValue(), main);
    };
  }

  private static ActionLimits limits(JsonNode json) {
    return new ActionLimits(
        json.get("timeout").intValue(),
        json.get("memory").intValue(),
        json.get("logs").intValue(),
        json.get("concurrency").intValue(),
        json.has("instances")
            ? OptionalInt.of(json.get("instances").intValue())
            : OptionalInt.empty());
  }

  private static List<Parameter> parameters(JsonNode list) {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode p : list) {
      parameters.add(
          new Parameter(
              p.get("key").stringValue(), p.get("value"), p.path("init").asBoolean(false)));
    }
    return List.copyOf(parameters);
  }

  private static Map<String, WhiskTrigger.Link> links(JsonNode rules) {
    Map<String, WhiskTrigger.Link> links = new LinkedHashMap<>();
    rules.forEachEntry(
        (rule, link) ->
            links.put(
                rule,
                new WhiskTrigger.Link(
                    name(link.get("action"), "path"),
                    link.get("status").stringValue().equals("active"))));
    return links;
  }
}
