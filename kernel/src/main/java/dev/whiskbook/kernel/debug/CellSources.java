package dev.whiskbook.kernel.debug;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The names under which a debugger knows cells: files in a folder of the session's own, each named
 * after the hash of the cell's source, so that front ends find the name of a cell by themselves.
 *
 * @see <a href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#dumpcell">dumpCell
 *     and debugInfo</a>
 */
final class CellSources implements AutoCloseable {

  static final String HASH_METHOD = "Murmur2";
  static final int HASH_SEED = 0x57424b;
  static final String SUFFIX = ".java";

  /** JupyterLab shows sources as "Cell [3]" only where their paths have this in them. */
  private static final String FOLDER = "whiskbook-ipykernel_";

  private final Path folder;

  /** By path; guarded by this. */
  private final Map<String, String> sources = new LinkedHashMap<>();

  CellSources() {
    try {
      folder = Files.createTempDirectory(FOLDER); // for this user alone, as the JDK has it
    } catch (IOException e) {
      throw new UncheckedIOException("The folder for the debugger's sources cannot be made", e);
    }
  }

  String prefix() {
    return folder + "/";
  }

  /** The name of a cell. */
  String path(String source) {
    return prefix() + Murmur2.hash(source, HASH_SEED) + SUFFIX;
  }

  /** Makes a cell known that has been run, or is about to. */
  synchronized String add(String source) {
    String path = path(source);
    sources.put(path, source);
    return path;
  }

  /** Writes a cell into its file. */
  String dump(String source) {
    String path = add(source);
    try {
      Files.writeString(Path.of(path), source);
    } catch (IOException e) {
      throw new DebugException("The cell cannot be written to " + path + ": " + e);
    }
    return path;
  }

  synchronized Optional<String> source(String path) {
    return Optional.ofNullable(sources.get(path));
  }

  /** All cells that are known, by path, oldest first. */
  synchronized Map<String, String> all() {
    return new LinkedHashMap<>(sources);
  }

  /** Deletes the files. */
  @Override
  public synchronized void close() {
    try {
      for (String path : sources.keySet()) {
        Files.deleteIfExists(Path.of(path));
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      System.getLogger("dev.whiskbook.kernel")
          .log(System.Logger.Level.DEBUG, "The debugger's sources stay in " + folder, e);
    }
  }
}
