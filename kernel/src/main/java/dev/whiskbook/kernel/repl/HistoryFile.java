package dev.whiskbook.kernel.repl;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/** Where what was typed is kept. It may hold keys and passwords: only its owner can read it. */
public final class HistoryFile {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private HistoryFile() {}

  /** The user's own, by the XDG base directory specification: state that outlives a program. */
  public static Path ofUser(Map<String, String> environment) {
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    Path folder =
        state.isEmpty() ? Path.of(System.getProperty("user.home"), ".local/state") : Path.of(state);
    return folder.resolve("whiskbook/repl_history");
  }

  /** Makes the file, and its folder, if they are not there. */
  static void prepare(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    try {
      if (posix) {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      } else {
        Files.createFile(file);
      }
    } catch (FileAlreadyExistsException e) {
      if (posix) {
        Files.setPosixFilePermissions(file, OWNER_ONLY);
      }
    }
  }
}
