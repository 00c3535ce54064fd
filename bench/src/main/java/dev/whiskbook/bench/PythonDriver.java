package dev.whiskbook.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Python script that drives kernels and prints what it measures, a line of JSON a sample. */
final class PythonDriver {

  private static final int LAST_LINES = 20;

  private PythonDriver() {}

  /**
   * Runs it to its end.
   *
   * @param log takes what it and the kernels write to standard error
   * @param samples gets each line as it comes
   * @throws IOException if it fails; with the end of the log
   */
  static void run(ProcessBuilder driver, Path log, Consumer<JsonNode> samples)
      throws IOException, InterruptedException {
    Process process = driver.redirectError(log.toFile()).start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        samples.accept(JsonMapper.shared().readTree(line));
      }
    }
    if (process.waitFor() != 0) {
      throw new IOException("The kernels' driver failed:\n" + tail(Files.readString(log)));
    }
  }

  private static String tail(String text) {
    List<String> lines = text.lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }
}
