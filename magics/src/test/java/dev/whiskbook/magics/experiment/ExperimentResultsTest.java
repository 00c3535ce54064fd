package dev.whiskbook.magics.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.magics.experiment.ThroughputResult.Load;
import dev.whiskbook.magics.experiment.ThroughputResult.Way;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the experiments say of what they measured, or could not measure. */
class ExperimentResultsTest {

  private static final double[] NONE = {};

  @Test
  @DisplayName("one's own quantiles stand above the published ones of the same scenario")
  void latency() throws Exception {
    double[] ms = IntStream.rangeClosed(1, 1_000).mapToDouble(k -> k).toArray();
    LatencyResult warm =
        new LatencyResult("warm", "here", ms, new double[1_000], new double[1_000], 2, 1);

    assertEquals(6, warm.table().rowCount());
    assertEquals(500.5, warm.table().doubleColumn("P50 ms").get(0));
    assertEquals(990.01, warm.table().doubleColumn("P99 ms").get(0));
    assertEquals(7, warm.table().doubleColumn("P50 ms").get(3), "published with Docker");
    assertTrue(warm.summary().contains("2 were cold") && warm.summary().contains("1 failed"));
    assertTrue(warm.chart().svg().contains("<svg"));

    LatencyResult cold = new LatencyResult("cold", "here", NONE, NONE, NONE, 0, 7);
    assertEquals(2, cold.table().rowCount(), "the published ones alone");
    assertTrue(cold.summary().contains("No cold invocation"), cold.summary());
    assertThrows(IllegalArgumentException.class, cold::chart);
  }

  @Test
  @DisplayName("logs off against on is a ratio with an interval")
  void throughput() throws Exception {
    Load off = new Load(Way.BLOCKING, 0, 64, new double[] {1000, 1010, 990}, 0);
    Load on = new Load(Way.BLOCKING, 10, 64, new double[] {500, 505, 495}, 0);
    ThroughputResult result = new ThroughputResult("here", 1_000, List.of(off, on));

    assertTrue(result.summary().contains("1000 activations a second".replace("1000", "1,000")));
    assertTrue(result.summary().contains("without logs 2.00 times"), result.summary());
    assertTrue(result.chart().svg().contains("<svg"));
    assertEquals(
        "[64.0]",
        result.chart().specification().at("/encoding/x/axis/values").toString(),
        "labelled where something was measured");
    ThroughputResult none =
        new ThroughputResult("here", 9, List.of(new Load(Way.POLLING, 0, 1, NONE, 9)));
    assertTrue(none.summary().contains("no throughput"));
    assertThrows(IllegalArgumentException.class, none::chart);
    assertFalse(none.toMimeBundle().plainText().contains("NaN"));
  }

  @Test
  @DisplayName("work is counted for each activation and for all together")
  void workload() throws Exception {
    var load =
        new WorkloadResult.Load(
            "matmul",
            2,
            4_000,
            new double[] {8e9, 8e9},
            new double[2],
            new double[] {2_000, 4_000},
            1,
            "action 2: timed out");
    var result = new WorkloadResult(Workload.CPU, "here", "", List.of(load));

    assertEquals(3_000, load.each(), "MFLOP/s: between 4,000 and 2,000");
    assertEquals(4_000, load.together());
    assertTrue(result.summary().contains("timed out"), result.summary());
    assertTrue(result.chart().svg().contains("<svg"));
    var none =
        new WorkloadResult(
            Workload.FILE,
            "here",
            "",
            List.of(
                new WorkloadResult.Load("files", 1, Double.NaN, NONE, NONE, NONE, 1, "no files")));
    assertTrue(none.summary().contains("No activation gave a result"), none.summary());
    assertFalse(none.toMimeBundle().plainText().contains("NaN"));
  }

  @Test
  @DisplayName("a comparison says slower, faster or no clear difference")
  void comparison() throws Exception {
    Comparison.Side first = side("a", 100, 101, 99, 102, 98);
    Comparison compared =
        new Comparison(
            "pi",
            4,
            List.of(
                first,
                side("b", 200, 203, 198, 202, 197),
                side("c", 97, 103, 100, 99, 102),
                side("d")),
            1);

    assertTrue(compared.summary().contains("b took 2.00 times as long as a"), compared.summary());
    assertTrue(compared.summary().contains("slower"), compared.summary());
    assertTrue(compared.summary().contains("no clear difference"), compared.summary());
    assertTrue(compared.summary().contains("d or a gave no result"), compared.summary());
    assertTrue(compared.summary().contains("In 1 repeat the results were not the same"));
    assertEquals(4, compared.table().rowCount());
    assertTrue(compared.chart().svg().contains("<svg"), "drawn");
    assertThrows(
        IllegalArgumentException.class,
        () -> Experiments.compare(dev.whiskbook.whisk.Action.js("a", "x")).run());
  }

  @Test
  @DisplayName("the published figures are there")
  void published() {
    assertEquals(5, Published.latencies().size());
    assertEquals(25, Published.piTimes().size());
    assertEquals(503.11, Published.piTable().doubleColumn("seconds").max());
  }

  private static Comparison.Side side(String name, double... ms) {
    return new Comparison.Side(name, ms, 0, 0, 0);
  }
}
