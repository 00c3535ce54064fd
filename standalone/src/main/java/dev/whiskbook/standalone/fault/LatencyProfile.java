package dev.whiskbook.standalone.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Latencies of a deployment of OpenWhisk, as published: p50, p90, p95 and p99 of cold and of warm
 * invocations. The table and where it is from lie beside this class's resources.
 */
@SuppressWarnings("ImmutableEnumChecker") // arrays that nobody gets to see
public enum LatencyProfile {
  DOCKER("docker", "docker", "docker"),
  KUBERNETES("kubernetes", "kubernetes", "kubernetes"),
  /** The agent shortens pausing and log collection, not the start: cold is as without it. */
  KUBERNETES_AGENT("kubernetes-agent", "kubernetes", "kubernetes+invoker-agent");

  private static final double[] AT = {0.50, 0.90, 0.95, 0.99};
  private static final String TABLE = "openwhisk_on_kubernetes_latency.csv";

  private final String text;
  private final double[] coldMs;
  private final double[] warmMs;

  LatencyProfile(String text, String cold, String warm) {
    this.text = text;
    this.coldMs = row("cold," + cold + ",");
    this.warmMs = row("warm," + warm + ",");
  }

  /**
   * Reads the name of a profile; {@code none} is empty.
   *
   * @throws IllegalArgumentException with a sentence if there is no such profile
   */
  public static Optional<LatencyProfile> parse(String name) {
    if (name.isBlank() || name.equals("none")) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(values())
            .filter(profile -> profile.text.equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no latency profile '%s': say %s or none."
                            .formatted(
                                name,
                                Arrays.stream(values())
                                    .map(LatencyProfile::toString)
                                    .collect(Collectors.joining(", "))))));
  }

  /** The cold latency that a share {@code u} of invocations stays below, in milliseconds. */
  double coldMs(double u) {
    return quantile(coldMs, u);
  }

  /** The warm latency that a share {@code u} of invocations stays below, in milliseconds. */
  double warmMs(double u) {
    return quantile(warmMs, u);
  }

  /**
   * On a logarithmic scale straight lines join what was published. Nothing was published below the
   * median, so that half mirrors the upper one; nothing is drawn above the 99th percentile.
   */
  private static double quantile(double[] ms, double u) {
    if (u < 0.5) {
      return ms[0] * ms[0] / quantile(ms, 1 - u);
    }
    for (int i = 1; i < AT.length; i++) {
      if (u <= AT[i]) {
        double share = (u - AT[i - 1]) / (AT[i] - AT[i - 1]);
        return ms[i - 1] * Math.pow(ms[i] / ms[i - 1], share);
      }
    }
    return ms[ms.length - 1];
  }

  private static double[] row(String start) {
    try (var in = LatencyProfile.class.getResourceAsStream(TABLE)) {
      String line =
          new String(in.readAllBytes(), UTF_8)
              .lines()
              .filter(l -> l.startsWith(start))
              .findFirst()
              .orElseThrow();
      return Arrays.stream(line.substring(start.length()).split(","))
          .mapToDouble(Double::parseDouble)
          .toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name that {@link #parse} reads. */
  @Override
  public String toString() {
    return text;
  }
}
