package dev.whiskbook.magics.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.magics.Chart;
import dev.whiskbook.magics.Plots;
import dev.whiskbook.magics.SampleRuns;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.Sample;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** Samples of a machine: made up, where numbers are checked, and of this one. */
class MonitorTest {

  private static final Duration NEVER = Duration.ofHours(1);
  private static final long SERVER = 77;

  /** A machine of two processors; a reading is one of these, each but the last only once. */
  private record Readings(List<Reading> left) implements Meter {
    @Override
    public Reading read() {
      return left.size() > 1 ? left.removeFirst() : left.getFirst();
    }

    @Override
    public int processors() {
      return 2;
    }
  }

  /** After so many seconds, of which the kernel worked a quarter, the server three quarters. */
  private static Reading after(double seconds, long serverPid) {
    long ms = Math.round(seconds * 1000);
    return new Reading(
        ms * 1_000_000,
        SampleRuns.BEGIN + ms,
        ms * 3 / 2,
        ms * 2,
        4_000L << 20,
        new Reading.Program(1, ms / 4, 100L << 20),
        serverPid < 0 ? Reading.NONE : new Reading.Program(serverPid, ms * 3 / 4, 300L << 20),
        new Reading.Traffic(ms * 1_000, ms * 2_000, ms * 3_000));
  }

  private static Monitor monitor(int kept, Reading... readings) {
    return new Monitor(() -> new Readings(new ArrayList<>(List.of(readings))), kept, _ -> {});
  }

  @Test
  void aSampleIsWhatWasUsedBetweenTwoReadings() {
    Monitor monitor = monitor(10, after(10, SERVER), after(12, SERVER));

    monitor.sample(NEVER).close();

    Samples samples = monitor.samples().orElseThrow();
    Sample only = samples.all().getFirst();
    assertEquals(new Sample.Parts(1.5, 0.25, 0.75), only.cpu());
    assertEquals(new Sample.Parts(4000, 100, 300), only.memoryMb());
    assertEquals(new Sample.Network(1000, 2000, 3000), only.network());
    Table table = samples.table();
    assertEquals(2, table.doubleColumn("time s").get(0));
    assertEquals(1.5, table.doubleColumn("cpu host").get(0));
    assertEquals(2000, table.doubleColumn("out kB/s").get(0));
    assertFalse(monitor.isOn());
  }

  @Test
  void aServerThatIsNotThereOrAnotherOneIsMissing() {
    Monitor none = monitor(10, after(0, -1), after(1, -1));
    none.sample(NEVER).close();
    Monitor restarted = monitor(10, after(0, SERVER), after(1, SERVER + 1));
    restarted.sample(NEVER).close();

    Table table = none.samples().orElseThrow().table();
    assertTrue(table.column("cpu server").isMissing(0));
    assertTrue(table.column("memory server MB").isMissing(0));
    assertTrue(restarted.samples().orElseThrow().table().column("cpu server").isMissing(0));
    assertFalse(Plots.monitor(none.samples().orElseThrow()).summary().contains("server"));
  }

  @Test
  void whatIsOverInNoTimeHasASampleAllTheSame() {
    Monitor monitor = monitor(10, after(0, SERVER), after(0.02, SERVER), after(0.03, SERVER));

    Monitor.Sampling outer = monitor.sample(NEVER);
    monitor.sample(NEVER).close();
    assertEquals(1, monitor.samples().orElseThrow().all().size());
    outer.close();
    assertEquals(1, monitor.samples().orElseThrow().all().size(), "too soon after the other");
  }

  @Test
  void samplesGoOnUntilTheLastWhoWantsThemIsDone() {
    Monitor monitor = monitor(10, after(0, SERVER), after(1, SERVER), after(2, SERVER));

    assertTrue(monitor.start(NEVER));
    monitor.sample(NEVER).close();
    assertTrue(monitor.isOn());
    assertFalse(monitor.start(NEVER), "it was on already");
    assertTrue(monitor.stop());
    assertFalse(monitor.stop());

    assertEquals(2, monitor.samples().orElseThrow().all().size());
  }

  @Test
  void aRunIsToldWhyItHasNoSamples() {
    Run run = SampleRuns.queued(10, 2);
    Monitor monitor =
        monitor(1, after(0, SERVER), after(30, SERVER), after(60, SERVER), after(90, SERVER));

    assertTrue(why(monitor, run).contains("it is older than this session"));

    for (int sampled = 0; sampled < 2; sampled++) {
      monitor.sample(NEVER).close();
    }
    assertTrue(why(monitor, run).contains("only the last 1 are kept"), why(monitor, run));
    assertTrue(why(monitor, run).contains("%fanout N --monitor"));
  }

  private static String why(Monitor monitor, Run run) {
    return assertThrows(IllegalArgumentException.class, () -> monitor.during(run, List.of()))
        .getMessage();
  }

  @Test
  void theChartOfARunHasItsSamplesOnItsTimeAxis() throws Exception {
    Run run = SampleRuns.queued(100, 3);
    Monitor monitor = monitor(10, after(-1, SERVER), after(0.5, SERVER), after(100, SERVER));
    monitor.sample(NEVER).close();

    Chart chart = Plots.cpu(run, monitor.during(run, List.of()));

    var points = chart.specification().at("/datasets/samples");
    assertEquals(-1, points.get(0).path("t").asDouble());
    assertEquals(0.5, points.get(2).path("t").asDouble());
    assertEquals("host", points.get(2).path("what").asString());
    assertEquals(1.5, points.get(2).path("value").asDouble());
    assertEquals(0, chart.specification().at("/vconcat/1/encoding/x/scale/domain/0").asDouble());
    assertTrue(
        chart.summary().contains("host 1.50, kernel 0.25, embedded server 0.75"), chart.summary());
    assertTrue(chart.specification().at("/title/subtitle").asString().contains(run.id()));
    assertTrue(chart.svg().contains("processors busy"));
  }

  @Test
  void whatIsSampledIsStoredTooAndServesInALaterSession() {
    List<Sample> stored = new ArrayList<>();
    Readings readings =
        new Readings(
            new ArrayList<>(List.of(after(-1, SERVER), after(0.5, SERVER), after(100, -1))));
    Monitor first = new Monitor(() -> readings, 10, stored::addAll);
    Monitor.Sampling outer = first.sample(NEVER);
    first.sample(NEVER).close();
    outer.close();
    Run run = SampleRuns.queued(100, 3);

    Samples later = monitor(10, after(200, SERVER)).during(run, stored);

    assertEquals(first.during(run, List.of()), later);
    assertEquals(2, later.all().size());
  }

  @Test
  void aStoreThatFailsIsNoTroubleForWhoeverSamples() {
    Readings readings = new Readings(new ArrayList<>(List.of(after(0, SERVER), after(1, SERVER))));
    Monitor monitor =
        new Monitor(
            () -> readings,
            10,
            _ -> {
              throw new IllegalStateException("the disk is full");
            });

    monitor.sample(NEVER).close();

    assertEquals(1, monitor.samples().orElseThrow().all().size());
    assertFalse(monitor.isOn());
  }

  @Test
  void anHourOfSamplesIsDrawnFromFewerPoints() throws Exception {
    List<Reading> readings = new ArrayList<>();
    for (int quarter = 0; quarter <= Monitor.KEPT; quarter++) {
      readings.add(after(quarter / 4.0, SERVER));
    }
    List<Sample> all = new ArrayList<>();
    for (int k = 1; k < readings.size(); k++) {
      all.add(Differences.between(readings.get(k - 1), readings.get(k), 2));
    }

    Chart chart = Plots.monitor(new Samples("of an hour", SampleRuns.BEGIN, 2, all));

    assertTrue(chart.specification().toString().length() < 500_000);
    assertTrue(chart.summary().contains("14,400 samples over 3600.000 s"), chart.summary());
    assertTrue(chart.summary().contains("host 1.50"), chart.summary());
    assertTrue(chart.svg().startsWith("<svg"));
  }

  @Test
  void thisMachineTellsWhatThisProcessUses() throws Exception {
    Process other = new ProcessBuilder("sleep", "1000").start();
    try (Monitor monitor = new Monitor(() -> OptionalLong.of(other.pid()), _ -> {})) {
      try (var _ = monitor.sample(NEVER)) {
        var thread = ManagementFactory.getThreadMXBean();
        long busyUntil = thread.getCurrentThreadCpuTime() + 300_000_000;
        double work = 1;
        while (thread.getCurrentThreadCpuTime() < busyUntil) {
          work = Math.sin(work) + 1;
        }
        assertTrue(work > 0);
      }
      Sample sample = monitor.samples().orElseThrow().all().getFirst();

      assertTrue(sample.cpu().kernel() > 0, sample::toString);
      assertTrue(sample.cpu().host() > 0, sample::toString);
      assertEquals(0, sample.cpu().server(), 0.2, sample::toString);
      assertTrue(sample.memoryMb().kernel() > 10, sample::toString);
      assertTrue(sample.memoryMb().server() > 0, sample::toString);
      assertTrue(sample.memoryMb().host() > sample.memoryMb().kernel(), sample::toString);
      assertTrue(sample.network().loopback() >= 0, sample::toString);
    } finally {
      other.destroy();
    }
  }

  @Test
  void samplesTooCloseToEachOtherAreRefused() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> monitor(1, after(0, SERVER)).sample(Duration.ofMillis(1)));
    assertTrue(error.getMessage().contains("at least 50 ms apart"));
  }
}
