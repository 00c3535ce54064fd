package dev.whiskbook.kernel.magic.standard;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the magics of a session work: the folder that their relative paths and shell commands start
 * from, and the environment of those commands. A JVM can change neither for itself. Guarded by this
 * object's lock.
 */
final class Workplace {

  private final Map<String, String> environment = new TreeMap<>(System.getenv());
  private Path folder = Path.of("").toAbsolutePath();

  synchronized Path folder() {
    return folder;
  }

  synchronized void enter(Path newFolder) {
    folder = newFolder;
  }

  /** A path of a user's: relative ones from the folder, {@code ~} is the home. */
  Path resolve(String path) {
    String home = System.getProperty("user.home");
    String expanded = path.equals("~") || path.startsWith("~/") ? home + path.substring(1) : path;
    return folder().resolve(expanded).normalize();
  }

  synchronized Map<String, String> environment() {
    return new TreeMap<>(environment);
  }

  synchronized void set(String name, String value) {
    environment.put(name, value);
  }
}
