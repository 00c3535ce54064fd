package dev.whiskbook.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.magics.Targets;
import dev.whiskbook.magics.experiment.Comparison;
import dev.whiskbook.magics.experiment.Experiments;
import dev.whiskbook.magics.experiment.LatencyResult;
import dev.whiskbook.magics.experiment.Measurement;
import dev.whiskbook.magics.experiment.Scaling;
import dev.whiskbook.magics.experiment.Sweep;
import dev.whiskbook.magics.experiment.SweepListener;
import dev.whiskbook.magics.experiment.SweepResult;
import dev.whiskbook.magics.experiment.ThroughputResult;
import dev.whiskbook.magics.experiment.Workload;
import dev.whiskbook.magics.experiment.WorkloadResult;
import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.Journal;
import dev.whiskbook.whisk.Whisk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sweeps and experiments against the embedded OpenWhisk. No time is checked, only what is counted.
 */
class ExperimentsOnStandaloneTest {

  private static final Action SQUARE =
      Action.js(
          "square", "function main(args) { return { square: args.i * args.i, seed: args.seed }; }");

  @TempDir static Path folder;

  private static Targets targets;
  private static Journal journal;
  private static Whisk whisk;

  @BeforeAll
  static void open() {
    targets = new Targets(PackagedStandalone.command(), Map.of(), folder);
    journal = Journal.at(folder.resolve("journal.db"));
    whisk = Whisk.connect(targets, journal);
  }

  @AfterAll
  static void close() {
    whisk.close();
    journal.close();
    targets.close();
  }

  @Test
  @DisplayName("a sweep has each run once, and a resumed one repeats none")
  void sweepAndResume() throws Exception {
    SweepResult first = sweep(2, false).run();

    assertEquals(6, first.measurements().size());
    assertEquals(6, first.measurements().stream().map(Measurement::runId).distinct().count());
    first.measurements().forEach(m -> assertEquals(m.trial().n(), m.ok()));
    assertEquals(3, first.table().rowCount());

    List<Integer> known = new ArrayList<>();
    SweepListener listener =
        new SweepListener() {
          @Override
          public void planned(int runs, int inJournal) {
            known.add(inJournal);
          }
        };
    SweepResult resumed = sweep(3, true).listener(listener).run();
    assertEquals(List.of(6), known, "two repeats of three n were there");
    assertEquals(9, resumed.measurements().size());
    assertTrue(
        resumed.measurements().stream()
            .map(Measurement::runId)
            .toList()
            .containsAll(first.measurements().stream().map(Measurement::runId).toList()));
  }

  @Test
  @DisplayName("memory limits are swept by actions of their own")
  void memory() throws Exception {
    SweepResult result =
        Sweep.of(whisk, SQUARE)
            .args((i, n) -> Map.of("i", i))
            .n(1, 2)
            .memory(128, 256)
            .repeat(1)
            .warmUp(0)
            .scaling(Scaling.WEAK)
            .run();

    assertEquals(2, result.series().size());
    assertEquals(256, whisk.action("square-256MB").limits().get("memory"));
  }

  @Test
  @DisplayName("cold invocations are cold and warm ones warm, as the server tells")
  void latency() throws Exception {
    LatencyResult cold = Experiments.latency(whisk, true, 5);
    LatencyResult warm = Experiments.latency(whisk, false, 10);

    assertEquals(5, cold.seenMs().length + cold.otherKind());
    assertTrue(cold.seenMs().length > 0, cold.summary());
    assertEquals(10, warm.seenMs().length + warm.otherKind());
    assertTrue(warm.seenMs().length > 0, warm.summary());
  }

  @Test
  @DisplayName("results come back in all three ways, with and without logs")
  void throughput() throws Exception {
    ThroughputResult result =
        Experiments.throughput(whisk)
            .count(20)
            .repeat(1)
            .concurrency(4)
            .poll(Duration.ofMillis(50))
            .run();

    assertEquals(6, result.loads().size());
    result.loads().forEach(load -> assertEquals(0, load.missing(), load.way().toString()));
  }

  @Test
  @DisplayName(
      "downloads move the object's bytes, files their blocks; JavaScript without them says so")
  void workloads() throws Exception {
    WorkloadResult network =
        Experiments.workload(whisk, Workload.NETWORK).n(2).object(0.25, 50).run();
    WorkloadResult files =
        Experiments.workload(whisk, Workload.FILE).n(2).parameters(Map.of("files", 10)).run();
    WorkloadResult none =
        Experiments.workload(whisk, Workload.FILE).n(1).kind("nodejs:default").run();

    assertEquals(250_000, network.loads().getFirst().bytes()[0]);
    assertEquals(20, files.loads().getFirst().ops()[0]);
    assertEquals(1, none.loads().getFirst().missing());
    assertTrue(none.summary().contains("--isolation process"), none.summary());
  }

  @Test
  @DisplayName("a target compared with itself gives the same results in each repeat")
  void comparison() throws Exception {
    Comparison same =
        Experiments.compare(SQUARE)
            .target("one", targets)
            .target("other", targets)
            .fanOut(f -> f.args((i, n) -> Map.of("i", i)))
            .n(3)
            .repeat(3)
            .run();

    assertEquals(0, same.different());
    same.sides().forEach(side -> assertEquals(3, side.ms().length));
  }

  private static Sweep sweep(int repeat, boolean resume) {
    return Sweep.of(whisk, SQUARE)
        .args((i, n) -> Map.of("i", i))
        .n(1, 2, 4)
        .repeat(repeat)
        .seed(7)
        .resume(resume);
  }
}
