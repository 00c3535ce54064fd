package dev.whiskbook.standalone;

import dev.whiskbook.standalone.fault.Chaos;
import dev.whiskbook.standalone.fault.LatencyProfile;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options about latencies and faults on demand. */
final class FaultOptions {
  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "none",
      description =
          "Simulates the latencies of a deployment: docker, kubernetes, kubernetes-agent or none.")
  String profile;

  @Option(
      names = "--chaos",
      paramLabel = "FAULTS",
      defaultValue = "none",
      description = {
        "Injects faults, repeatable by their seed, such as",
        "cold=2s,p429=5%%,p5xx=2%%,lost=1%%,slow=2x@3%%,disconnect=1%%,truncate=0.5%%,",
        "duplicate=1%%,clockskew=3s,seed=1"
      })
  String chaos;

  Chaos chaos() {
    return Chaos.parse(chaos);
  }

  Optional<LatencyProfile> profile() {
    return LatencyProfile.parse(profile);
  }
}
