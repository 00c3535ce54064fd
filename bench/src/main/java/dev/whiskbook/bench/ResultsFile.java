package dev.whiskbook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * {@code bench/RESULTS.md}: a section for each benchmark, which replaces its own and leaves the
 * others alone.
 */
record ResultsFile(Path file) {

  /**
   * Puts a section into the file, in the place of an earlier one.
   *
   * @param benchmark whose section it is, such as {@code kernel}
   * @param text what follows the heading, in Markdown
   */
  void put(String benchmark, String heading, String text) throws IOException {
    String begin = "<!-- bench %s -->\n".formatted(benchmark);
    String end = "<!-- end of bench %s -->\n".formatted(benchmark);
    String section = begin + "## " + heading + "\n\n" + text.strip() + "\n" + end;
    String all = Files.exists(file) ? Files.readString(file) : "# Results\n";
    int from = all.indexOf(begin);
    int to = all.indexOf(end);
    Files.writeString(
        file,
        from < 0 || to < from
            ? all.stripTrailing() + "\n\n" + section
            : all.substring(0, from) + section + all.substring(to + end.length()));
  }

  /** What was measured on: the command, the day, the machine, the JDK. */
  static String about(String command) {
    return String.format(
        Locale.ROOT,
        "`./whiskbook bench %s` on %s: %s %s, %d processors, JDK %s.",
        command,
        LocalDate.now(ZoneOffset.UTC),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version());
  }
}
