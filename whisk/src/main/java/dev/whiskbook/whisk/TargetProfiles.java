package dev.whiskbook.whisk;

import dev.whiskbook.whisk.internal.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The user's named targets, with their keys, in a file that nobody else can read. It is read at
 * each use, so that several notebooks see the same.
 */
public final class TargetProfiles {
  private static final String NAME = "[A-Za-z][A-Za-z0-9._-]{0,63}";

  private final Path file;

  private TargetProfiles(Path file) {
    this.file = file;
  }

  /** The profiles in this file, which need not exist yet. */
  public static TargetProfiles at(Path file) {
    return new TargetProfiles(file);
  }

  /** Where they are: {@code whiskbook/targets.json} in the user's folder of configurations. */
  public static Path place(Map<String, String> env, Path home) {
    String config = env.getOrDefault("XDG_CONFIG_HOME", "");
    Path folder = config.isBlank() ? home.resolve(".config") : Path.of(config);
    return folder.resolve("whiskbook").resolve("targets.json");
  }

  /** Where they are. */
  public Path file() {
    return file;
  }

  /** Their names, in alphabetical order. */
  public List<String> names() {
    return read().propertyNames().stream().sorted().toList();
  }

  /**
   * The target of this name.
   *
   * @throws WhiskException if the file cannot be read, or what it says of the target is wrong
   */
  public Optional<Target> find(String name) {
    JsonNode entry = read().get(name);
    return entry == null ? Optional.empty() : Optional.of(target(name, entry));
  }

  /**
   * Keeps a target under its name, in the place of one that was there.
   *
   * @throws IllegalArgumentException if it is called what cannot be typed after a magic
   */
  public void add(Target target) {
    if (!target.name().matches(NAME)) {
      throw new IllegalArgumentException(
          "'%s' is no name for a target: it begins with a letter, and goes on with letters, digits, '.', '_' or '-', up to 64."
              .formatted(target.name()));
    }
    ObjectNode all = read();
    ObjectNode entry = all.putObject(target.name());
    entry.put("apihost", target.apihost().toString());
    entry.put("auth", target.auth());
    entry.put("namespace", target.namespace());
    Transport transport = target.transport();
    if (transport.insecure()) {
      entry.put("insecure", true);
    }
    transport.certificateAuthority().ifPresent(ca -> entry.put("ca", ca.toString()));
    transport.proxy().ifPresent(proxy -> entry.put("proxy", proxy.toString()));
    write(all);
  }

  /** Forgets a target; whether it was there. */
  public boolean remove(String name) {
    ObjectNode all = read();
    boolean there = all.remove(name) != null;
    if (there) {
      write(all);
    }
    return there;
  }

  private Target target(String name, JsonNode entry) {
    try {
      Target target =
          Target.of(entry.path("apihost").asString(""), entry.path("auth").asString(""));
      return target
          .withName(name)
          .withNamespace(entry.path("namespace").asString("_"))
          .withTransport(
              new Transport(
                  entry.path("insecure").asBoolean(false),
                  entry.path("ca").stringValueOpt().map(Path::of),
                  entry.path("proxy").stringValueOpt().map(URI::create)));
    } catch (IllegalArgumentException e) {
      throw trouble("says of %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private ObjectNode read() {
    if (!Files.exists(file)) {
      return Json.MAPPER.createObjectNode();
    }
    try {
      if (Json.MAPPER.readTree(Files.readAllBytes(file)) instanceof ObjectNode all) {
        return all;
      }
      throw trouble("is not as Whiskbook writes it; mend or remove it.", null);
    } catch (JacksonException e) {
      throw trouble("is not as Whiskbook writes it; mend or remove it.", e);
    } catch (IOException e) {
      throw trouble("cannot be read: " + e.getMessage(), e);
    }
  }

  private void write(ObjectNode all) {
    try {
      Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
      Path written = Files.createTempFile(folder, "targets", ".new", onlyMine(folder));
      try {
        Files.write(written, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
        replace(written);
      } finally {
        Files.deleteIfExists(written);
      }
    } catch (IOException e) {
      throw trouble("cannot be written: " + e.getMessage(), e);
    }
  }

  private void replace(Path written) throws IOException {
    try {
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  // Windows keeps files below the user's folder from other users by itself.
  private static FileAttribute<?>[] onlyMine(Path folder) throws IOException {
    return Files.getFileStore(folder).supportsFileAttributeView("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private WhiskException trouble(String what, Exception e) {
    return new WhiskException(
        WhiskException.Problem.CONFIGURATION, "The file of targets %s %s".formatted(file, what), e);
  }
}
