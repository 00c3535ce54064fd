package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.Target;
import dev.whiskbook.whisk.WhiskException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where {@code wsk} keeps its settings, read by its rules. */
public final class WskProperties {
  private WskProperties() {}

  /** The target of environment and file; see {@link Target#resolve}. */
  public static Optional<Target> resolve(Map<String, String> env, Path home) {
    Optional<Path> file = file(env, home);
    Map<String, String> properties = file.map(WskProperties::read).orElse(Map.of());
    String fileName = file.map(Path::toString).orElse("no properties file");
    Setting host = setting(env, "WHISK_APIHOST", properties, "APIHOST", fileName);
    Setting auth = setting(env, "WHISK_AUTH", properties, "AUTH", fileName);
    if (host.value().isEmpty() && auth.value().isEmpty()) {
      return Optional.empty();
    }
    if (host.value().isEmpty()) {
      throw half(auth, "APIHOST", "WHISK_APIHOST", "API host", fileName);
    }
    if (auth.value().isEmpty()) {
      throw half(host, "AUTH", "WHISK_AUTH", "key", fileName);
    }
    try {
      return Optional.of(Target.of(host.value(), auth.value()).withName("default"));
    } catch (IllegalArgumentException e) {
      throw configuration(
          "%s (API host from %s, key from %s.)".formatted(e.getMessage(), host.from(), auth.from()),
          e);
    }
  }

  /** A value and the place that it came from, for messages. */
  private record Setting(String value, String from) {}

  private static Setting setting(
      Map<String, String> env,
      String variable,
      Map<String, String> properties,
      String key,
      String fileName) {
    String value = env.getOrDefault(variable, "").strip();
    return value.isEmpty()
        ? new Setting(properties.getOrDefault(key, ""), fileName)
        : new Setting(value, variable);
  }

  // wsk takes an empty or missing WSK_CONFIG_FILE as "no file", not as "the usual file".
  private static Optional<Path> file(Map<String, String> env, Path home) {
    String named = env.get("WSK_CONFIG_FILE");
    if (named != null && named.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(named == null ? home.resolve(".wskprops") : Path.of(named))
        .filter(Files::exists);
  }

  /**
   * {@code KEY=value} lines. As {@code wsk} does, {@code #} cuts the rest of a line wherever it
   * stands, and a line with a second {@code =} or with blanks around it is ignored.
   */
  static Map<String, String> read(Path file) {
    Map<String, String> properties = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        String text = line.replaceFirst("#.*", "").strip();
        String[] parts = text.split("=", -1);
        if (parts.length == 2
            && parts[0].equals(parts[0].strip())
            && parts[1].equals(parts[1].strip())) {
          properties.put(parts[0], parts[1]);
        }
      }
      return properties;
    } catch (IOException e) {
      throw configuration(
          "The properties file %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  private static WhiskException half(
      Setting there, String key, String variable, String what, String fileName) {
    return configuration(
        "OpenWhisk is half configured: %s gives %s, but there is no %s. Set %s in %s, or the variable %s."
            .formatted(
                there.from(),
                key.equals("AUTH") ? "an API host" : "a key",
                what,
                key,
                fileName.equals("no properties file") ? "~/.wskprops" : fileName,
                variable),
        null);
  }

  private static WhiskException configuration(String message, Throwable cause) {
    return new WhiskException(WhiskException.Problem.CONFIGURATION, message, cause);
  }
}
