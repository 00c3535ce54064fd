package dev.whiskbook.kernel.assist;

import dev.whiskbook.kernel.Completions.Completion;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Completes names of files, relative to a folder, absolute, or from the user's home by a tilde. */
final class FileNames {

  /** More say nothing, and a folder may hold millions. */
  private static final int MOST = 500;

  private FileNames() {}

  /**
   * The files that a typed path may become; each whole path, as it was begun. Hidden ones only if
   * their dot is there.
   */
  static List<Completion> complete(String typed, Path folder) {
    int slash = typed.lastIndexOf('/');
    String parent = typed.substring(0, slash + 1);
    String prefix = typed.substring(slash + 1);
    var found = new ArrayList<Completion>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            resolve(parent, folder), file -> fits(file.getFileName().toString(), prefix))) {
      for (Path file : files) {
        boolean isFolder = Files.isDirectory(file);
        String name = parent + file.getFileName() + (isFolder ? "/" : "");
        found.add(new Completion(name, isFolder ? "folder" : "file"));
        if (found.size() == MOST) {
          break;
        }
      }
    } catch (IOException | InvalidPathException e) {
      return List.of(); // there is no such folder to choose from
    }
    found.sort(Comparator.comparing(Completion::text));
    return found;
  }

  private static Path resolve(String parent, Path folder) {
    if (parent.startsWith("~/")) {
      return Path.of(System.getProperty("user.home")).resolve(parent.substring(2));
    }
    return folder.resolve(parent);
  }

  private static boolean fits(String name, String prefix) {
    return name.startsWith(prefix) && (!name.startsWith(".") || prefix.startsWith("."));
  }

  /** Whether what stands in a string may be the beginning of a path. */
  static boolean isPath(String typed) {
    return !typed.isBlank() && !typed.contains(" ") && !typed.contains("://");
  }
}
