package dev.whiskbook.standalone.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.standalone.entity.Blackbox;
import dev.whiskbook.standalone.entity.Exec;
import dev.whiskbook.standalone.entity.Executable;
import dev.whiskbook.standalone.entity.QualifiedName;
import dev.whiskbook.standalone.entity.Sequence;
import dev.whiskbook.standalone.http.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the {@code exec} of an action. */
final class ExecReader {
  private ExecReader() {}

  /**
   * Reads it.
   *
   * @param namespace what {@code _} stands for in components
   */
  static Executable read(JsonNode exec, String namespace) {
    JsonNode kind = exec.path("kind");
    if (!kind.isString()) {
      throw ApiException.badContent("'kind' must be a string defined in 'exec'");
    }
    return switch (kind.stringValue()) {
      case Sequence.KIND -> sequence(exec.path("components"), namespace);
      case Blackbox.KIND -> blackbox(exec);
      default -> code(exec, Kinds.resolve(kind.stringValue()));
    };
  }

  private static Sequence sequence(JsonNode components, String namespace) {
    if (components.isMissingNode()) {
      throw ApiException.badContent("'components' must be defined for sequence kind");
    }
    if (!components.isArray()) {
      throw ApiException.badContent("'components' must be an array");
    }
    List<QualifiedName> names = new ArrayList<>();
    components.forEach(c -> names.add(EntityReference.read(c, namespace)));
    return new Sequence(List.copyOf(names));
  }

  private static Blackbox blackbox(JsonNode exec) {
    return new Blackbox(
        text(exec, "image", Blackbox.KIND).orElseThrow(() -> mustBeString("image", Blackbox.KIND)),
        text(exec, "code", Blackbox.KIND).filter(c -> !c.isBlank()).map(ExecReader::small),
        text(exec, "main", Blackbox.KIND));
  }

  private static Exec code(JsonNode exec, String kind) {
    JsonNode code = exec.path("code");
    if (code.isMissingNode() || code.isNull()) {
      throw ApiException.badContent(
          "'code' must be a string or attachment object defined in 'exec' for '%s' actions"
              .formatted(kind));
    }
    if (!code.isString()) {
      throw ApiException.badContent("Could not deserialize as attachment record: " + code);
    }
    Optional<String> main = text(exec, "main", kind);
    if (main.isEmpty() && Kinds.requiresMain(kind)) {
      throw mustBeString("main", kind);
    }
    String source = small(code.stringValue());
    return new Exec(kind, source, Exec.looksBinary(source), main);
  }

  private static Optional<String> text(JsonNode exec, String field, String kind) {
    JsonNode value = exec.path(field);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw mustBeString(field, kind);
    }
    return Optional.of(value.stringValue());
  }

  private static ApiException mustBeString(String field, String kind) {
    return ApiException.badContent(
        "'%s' must be a string defined in 'exec' for '%s' actions".formatted(field, kind));
  }

  private static String small(String code) {
    int bytes = code.getBytes(UTF_8).length;
    if (bytes > Exec.MAX_BYTES) {
      throw ApiException.tooLarge("exec", bytes, Exec.MAX_BYTES);
    }
    return code;
  }
}
