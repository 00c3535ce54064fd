package dev.whiskbook.kernel.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Simple globs, as class paths use them: {@code *} stands for any part of a name, {@code ?} for one
 * character, {@code **} for any folders, and a path that ends in a slash for all that is in it.
 */
public final class Globs {

  private Globs() {}

  /**
   * The files and folders that a glob names, sorted; none if nothing fits. A path without {@code *}
   * and {@code ?} names itself if it exists.
   *
   * @param base where relative paths start
   */
  public static List<Path> resolve(Path base, String glob) {
    String pattern = glob.endsWith("/") ? glob + "*" : glob;
    if (pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0) {
      Path path = base.resolve(pattern).normalize();
      return Files.exists(path) ? List.of(path) : List.of();
    }
    Path start = base.resolve(fixedPart(pattern)).normalize();
    String rest = pattern.substring(fixedPart(pattern).length());
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + rest);
    int depth =
        rest.contains("**")
            ? Integer.MAX_VALUE
            : (int) rest.chars().filter(c -> c == '/').count() + 1;
    try (Stream<Path> files = Files.walk(start, depth)) {
      return new ArrayList<>(
          files
              .filter(file -> !file.equals(start) && matcher.matches(start.relativize(file)))
              .sorted()
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folders before the first wildcard, with the slash behind them. */
  private static String fixedPart(String pattern) {
    int wildcard = 0;
    while (pattern.charAt(wildcard) != '*' && pattern.charAt(wildcard) != '?') {
      wildcard++;
    }
    return pattern.substring(0, pattern.lastIndexOf('/', wildcard) + 1);
  }
}
