package dev.whiskbook.bench;

import dev.whiskbook.install.Product;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A kernel's JVM whose first cell is a fan-out. */
final class FirstResult {
  private static final String SCRIPT =
      """
      Run first = whisk.fanOut(Action.js("noop", "function main() { return {}; }")).run(16);
      System.out.println("first result after ms: "
          + (first.attempts().stream().mapToLong(a -> a.seenMs()).min().getAsLong()
              - java.lang.management.ManagementFactory.getRuntimeMXBean().getStartTime()));
      """;
  private static final Pattern TOLD = Pattern.compile("first result after ms: (\\d+)");

  private FirstResult() {}

  /**
   * Starts one, and waits for its end.
   *
   * @param environment of the process, beyond this one's: the target
   * @return the seconds from the start of its JVM until the first result was there
   */
  static double seconds(Map<String, String> environment) throws IOException, InterruptedException {
    Path script = Files.createTempFile("whiskbook-bench", ".jsh");
    try {
      Files.writeString(script, SCRIPT);
      var command = new ArrayList<>(Product.running().kernelCommand());
      command.addAll(List.of("run", script.toString()));
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher told = TOLD.matcher(said);
      if (process.waitFor() != 0 || !told.find()) {
        throw new IOException("A first cell with a fan-out failed:\n" + said);
      }
      return Long.parseLong(told.group(1)) / 1e3;
    } finally {
      Files.delete(script);
    }
  }
}
