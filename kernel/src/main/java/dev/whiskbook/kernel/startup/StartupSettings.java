package dev.whiskbook.kernel.startup;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a session starts with by the environment: {@code WHISKBOOK_…}, or else {@code JJAVA_…}, or
 * else {@code IJAVA_…}, so that what users have set for other Java kernels goes on working. The
 * names behind are those kernels': {@code CLASSPATH}, {@code COMPILER_OPTS}, {@code
 * STARTUP_SCRIPTS_PATH}, {@code STARTUP_SCRIPT}, {@code TIMEOUT}.
 *
 * @param classPath jars and folders, of globs separated as in a class path
 * @param compilerOptions for javac, separated by white space
 * @param scripts files (globs separated as in a class path), then the one that is given as text
 * @param timeout how long a cell may run; empty for as long as it likes
 * @param notes what is wrong with the variables, in sentences
 */
public record StartupSettings(
    List<Path> classPath,
    List<String> compilerOptions,
    List<StartupScript> scripts,
    Optional<Duration> timeout,
    List<String> notes) {

  private static final List<String> PREFIXES = List.of("WHISKBOOK_", "JJAVA_", "IJAVA_");
  private static final Pattern DURATION = Pattern.compile("(-?\\d{1,12})\\s*([A-Za-z]*)");

  /** Nothing in particular. */
  public static final StartupSettings NONE =
      new StartupSettings(List.of(), List.of(), List.of(), Optional.empty(), List.of());

  /**
   * What the environment says.
   *
   * @param folder where relative paths start
   */
  public static StartupSettings from(Map<String, String> environment, Path folder) {
    List<String> notes = new ArrayList<>();
    List<Path> classPath =
        variable(environment, "CLASSPATH").map(v -> paths(v, folder, notes)).orElse(List.of());
    List<String> options =
        variable(environment, "COMPILER_OPTS")
            .map(v -> List.of(v.value().strip().split("\\s+")))
            .orElse(List.of());
    List<StartupScript> scripts = new ArrayList<>();
    variable(environment, "STARTUP_SCRIPTS_PATH")
        .ifPresent(v -> paths(v, folder, notes).forEach(f -> scripts.add(StartupScript.of(f))));
    variable(environment, "STARTUP_SCRIPT")
        .ifPresent(v -> scripts.add(new StartupScript(v.name(), Optional.empty(), v.value())));
    Optional<Duration> timeout = variable(environment, "TIMEOUT").flatMap(v -> duration(v, notes));
    return new StartupSettings(
        classPath, options, List.copyOf(scripts), timeout, List.copyOf(notes));
  }

  private record Variable(String name, String value) {}

  private static Optional<Variable> variable(Map<String, String> environment, String name) {
    return PREFIXES.stream()
        .map(prefix -> new Variable(prefix + name, environment.getOrDefault(prefix + name, "")))
        .filter(variable -> !variable.value().isBlank())
        .findFirst();
  }

  private static List<Path> paths(Variable variable, Path folder, List<String> notes) {
    List<Path> found = new ArrayList<>();
    for (String glob : variable.value().split(Pattern.quote(File.pathSeparator))) {
      List<Path> fitting = glob.isBlank() ? List.of() : Globs.resolve(folder, glob.strip());
      if (fitting.isEmpty() && !glob.isBlank()) {
        notes.add("%s: there is nothing at %s.".formatted(variable.name(), glob));
      }
      found.addAll(fitting);
    }
    return List.copyOf(found);
  }

  /** Milliseconds, or a number and a {@link TimeUnit}; below 1 means none. */
  private static Optional<Duration> duration(Variable variable, List<String> notes) {
    Matcher matcher = DURATION.matcher(variable.value().strip());
    try {
      if (matcher.matches()) {
        String unit = matcher.group(2).toUpperCase(Locale.ROOT);
        TimeUnit named = unit.isEmpty() ? TimeUnit.MILLISECONDS : TimeUnit.valueOf(unit);
        long amount = Long.parseLong(matcher.group(1));
        return amount < 1
            ? Optional.empty()
            : Optional.of(Duration.of(amount, named.toChronoUnit()));
      }
    } catch (IllegalArgumentException e) {
      // An unknown unit: said below.
    }
    notes.add(
        "%s: '%s' is no duration; write milliseconds, or a number and a unit such as 30 SECONDS."
            .formatted(variable.name(), variable.value()));
    return Optional.empty();
  }
}
