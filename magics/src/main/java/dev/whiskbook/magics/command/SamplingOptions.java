package dev.whiskbook.magics.command;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How often magics sample this machine. */
final class SamplingOptions {

  @Option(
      names = "--every",
      paramLabel = "MS",
      defaultValue = "250",
      description = "From one sample to the next in ms (${DEFAULT-VALUE}).")
  long everyMs;

  Duration every() {
    return Duration.ofMillis(everyMs);
  }
}
