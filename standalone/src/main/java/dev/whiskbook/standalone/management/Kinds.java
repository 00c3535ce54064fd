package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.http.ApiException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The kinds that can be stored: those of OpenWhisk's {@code runtimes.json}, and older versions of
 * Node.js, which are all the same engine here. Which of them run is the containers' matter.
 */
final class Kinds {
  /** By family; the first version is what {@code family:default} stands for. */
  static final Map<String, List<String>> FAMILIES = families();

  private Kinds() {}

  private static Map<String, List<String>> families() {
    Map<String, List<String>> families = new LinkedHashMap<>();
    families.put("nodejs", List.of("20", "6", "10", "12", "14", "16", "18", "22"));
    families.put("python", List.of("3.10", "3", "3.9", "3.11", "3.12"));
    families.put("java", List.of("8", "17", "21", "25"));
    families.put("swift", List.of("5.7", "5.3"));
    families.put("php", List.of("8.1"));
    families.put("ruby", List.of("2.5"));
    families.put("go", List.of("1.20"));
    families.put("dotnet", List.of("6.0", "3.1"));
    families.put("rust", List.of("1.34"));
    families.put("ballerina", List.of("0.990"));
    return families;
  }

  static String resolve(String kind) {
    String[] parts = kind.split(":", 2);
    List<String> versions = FAMILIES.get(parts[0]);
    if (versions != null && parts.length == 2) {
      if (parts[1].equals("default")) {
        return parts[0] + ":" + versions.getFirst();
      }
      if (versions.contains(parts[1])) {
        return kind;
      }
    }
    throw ApiException.badContent(
        "The specified runtime '%s' is not supported by this platform. Valid values are: %s."
            .formatted(kind, all()));
  }

  /** The main class of a jar cannot be guessed. */
  static boolean requiresMain(String kind) {
    return kind.startsWith("java:");
  }

  private static String all() {
    return FAMILIES.entrySet().stream()
        .flatMap(f -> f.getValue().stream().map(v -> "'" + f.getKey() + ":" + v + "'"))
        .collect(Collectors.joining(", "));
  }
}
