package dev.whiskbook.magics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.magics.monitor.Monitor;
import dev.whiskbook.magics.monitor.Samples;
import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.Sample;
import dev.whiskbook.whisk.Status;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Each kind of chart of a run, over runs large, small and broken. */
class PlotKindsTest {

  private static final int TWO_MEGABYTES = 2_000_000;

  /** As long as an hour is sampled. */
  private static final Samples SAMPLES =
      new Samples(
          "of an hour",
          SampleRuns.BEGIN,
          2,
          IntStream.range(0, Monitor.KEPT).mapToObj(PlotKindsTest::sample).toList());

  private static Sample sample(int quarter) {
    long start = SampleRuns.BEGIN + 250L * quarter;
    double wave = Math.sin(quarter / 100.0);
    return new Sample(
        start,
        start + 250,
        2,
        new Sample.Parts(1 + wave, 0.3, quarter < 1_000 ? Double.NaN : 0.7 + wave / 2),
        new Sample.Parts(5_000 + wave, 200, 400),
        new Sample.Network(1, 2, 3_000 * (1 + wave)));
  }

  static Stream<Named<Function<Run, Chart>>> kinds() {
    return Stream.of(
        Named.of("timeline", Plots::timeline),
        Named.of("latency", Plots::latency),
        Named.of("concurrency", Plots::concurrency),
        Named.of("containers", Plots::containers),
        Named.of("cpu", run -> Plots.cpu(run, SAMPLES)),
        Named.of("cost", run -> Plots.cost(run, 256, 0.000017)),
        Named.of("stragglers", Plots::stragglers),
        Named.of("convergence", PlotKindsTest::mean));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void tenThousandActivationsAreDrawnWithinTwoMegabytes(Function<Run, Chart> kind) {
    Run run = SampleRuns.queued(10_000, 500);

    MimeBundle bundle = kind.apply(run).toMimeBundle();

    assertTrue(
        bundle.data().containsKey(MimeBundle.IMAGE_SVG), () -> "a picture: " + bundle.plainText());
    int size = bundle.data().values().stream().mapToInt(json -> json.toString().length()).sum();
    assertTrue(size < TWO_MEGABYTES, () -> "" + size);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aChartNamesItsRunAndSaysInWordsWhatItShows(Function<Run, Chart> kind) throws Exception {
    Chart chart = kind.apply(SampleRuns.queued(100, 3));

    assertTrue(chart.specification().at("/title/subtitle").asString().contains("run 20261128-"));
    assertTrue(chart.specification().path("description").asString().contains(chart.summary()));
    assertTrue(chart.svg().contains("role=\"img\" aria-label=\""), "the text alternative");
    assertFalse(chart.specification().toString().contains("\"url\""), "nothing is fetched");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aRunWithoutActivationsIsOneSentence(Function<Run, Chart> kind) {
    for (Run run :
        List.of(
            SampleRuns.run("none", List.of()),
            SampleRuns.run(
                "throttled",
                List.of(new ActionResult(0, Optional.empty(), Status.THROTTLED, "", List.of()))))) {
      var error = assertThrows(IllegalArgumentException.class, () -> kind.apply(run));
      assertTrue(error.getMessage().contains(run.id()), error.getMessage());
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void oneActivationIsDrawnOrItIsSaidWhyNot(Function<Run, Chart> kind) throws Exception {
    drawnOrExplained(kind, SampleRuns.queued(1, 1));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aRunOfWhichAllFailedIsDrawnOrItIsSaidWhyNot(Function<Run, Chart> kind) throws Exception {
    Run run = SampleRuns.queued(20, 2);
    List<ActionResult> failed =
        run.attempts().stream()
            .map(
                a ->
                    new ActionResult(
                        a.i(),
                        Optional.empty(),
                        Status.DEVELOPER_ERROR,
                        "<b>boom</b>",
                        List.of(with(a, a.startMs(), a.endMs(), "", Status.DEVELOPER_ERROR))))
            .toList();
    drawnOrExplained(kind, SampleRuns.run("failed", failed));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void missingNegativeAndSkewedTimesAreDrawnAsFarAsTheyTell(Function<Run, Chart> kind)
      throws Exception {
    Run run =
        SampleRuns.changed(
            SampleRuns.queued(40, 2),
            a ->
                switch (a.i() % 5) {
                  case 0 -> with(a, Attempt.UNKNOWN, Attempt.UNKNOWN, a.container(), a.status());
                  case 1 -> with(a, -5_000, -4_000, a.container(), a.status());
                  case 2 -> with(a, a.endMs(), a.startMs(), a.container(), a.status());
                  case 3 -> with(a, a.startMs() + 3_600_000, a.endMs() + 3_600_000, "", a.status());
                  default ->
                      with(a, a.startMs() - 86_400_000, a.endMs() - 86_400_000, "", a.status());
                });

    Chart chart = kind.apply(run);

    assertTrue(chart.svg().startsWith("<svg"));
    if (chart.specification().at("/title/subtitle").asString().contains("moved")) {
      assertTrue(
          chart
              .specification()
              .at("/title/subtitle")
              .asString()
              .contains("16 activations were moved"));
    }
    for (String words : List.of("within 3,600", "within 86,400", "longest 3600", "longest 86400")) {
      assertFalse(chart.summary().contains(words), chart.summary());
    }
  }

  @Test
  void whereContainersTellOfSeveralInvokersThereIsAHeatMapOfThem() throws Exception {
    Run run = SampleRuns.queued(300, 6);
    Run two =
        SampleRuns.changed(
            run,
            a ->
                with(
                    a,
                    a.startMs(),
                    a.endMs(),
                    "wsk%d_context-%s".formatted(a.i() % 2, a.container()),
                    a.status()));

    Chart chart = Plots.containers(two);

    assertTrue(chart.summary().contains("12 containers of 2 invokers"), chart.summary());
    var cells = chart.specification().at("/datasets/invokers");
    assertEquals(2 * 60, cells.size());
    assertEquals(300, cells.valueStream().mapToInt(cell -> cell.path("activations").asInt()).sum());
    assertEquals(
        "[0,1,3]", chart.specification().at("/vconcat/1/encoding/color/legend/values").toString());
    assertTrue(chart.svg().contains(">invoker<"));
    assertFalse(Plots.containers(run).svg().contains(">invoker<"));
  }

  @Test
  void namesOfTheUserAreEscapedInThePicture() throws Exception {
    Run run = SampleRuns.queued(10, 2);
    Run evil =
        new Run(
            run.id(),
            "<script>π&",
            "embedded",
            10,
            run.seed(),
            run.start(),
            run.wall(),
            run.results());

    String svg = Plots.timeline(evil).svg();

    assertFalse(svg.contains("<script"), svg);
    assertTrue(svg.contains("π"), svg);
  }

  @Test
  void whatOneExpectsOfTheSlowestIsTheMeanForOneAndTheLongestForVeryMany() {
    Run run = SampleRuns.queued(64, 8);
    JsonNode slowest = Plots.stragglers(run).specification().at("/datasets/slowest");

    double mean =
        run.attempts().stream().mapToLong(a -> a.endMs() - a.startMs()).average().orElseThrow();
    assertEquals(mean, slowest.get(0).path("ms").doubleValue(), 0.01);
    assertEquals(mean, slowest.get(1).path("ms").doubleValue(), 0.01, "exponential");
    assertEquals(mean, slowest.get(2).path("ms").doubleValue(), 0.01, "normal");
  }

  @Test
  void quantilesAreThoseOfTheTotal() {
    Run run =
        SampleRuns.run(
            "hundred",
            java.util.stream.IntStream.rangeClosed(1, 100)
                .mapToObj(
                    i ->
                        SampleRuns.result(
                            SampleRuns.attempt(i - 1, Status.SUCCESS, false, "c", 0, 0, 0, i, i)))
                .toList());

    assertEquals(
        "100 activations, from invocation to answer: P50 50, P90 90, P95 95, P99 99, longest 100 ms.",
        Plots.latency(run).summary());
  }

  @Test
  void costIsBilledInStepsOfATenthOfASecond() {
    Run run =
        SampleRuns.run(
            "one",
            List.of(
                SampleRuns.result(
                    SampleRuns.attempt(0, Status.SUCCESS, true, "c", 0, 0, 10, 91, 101))));

    assertTrue(
        Plots.cost(run, 1024, 2)
            .summary()
            .startsWith("0.2000 GB·s billed, which cost 0.4000 at 2"));
  }

  private static Chart mean(Run run) {
    return Plots.convergence(
        run,
        first -> first.stream().mapToDouble(v -> v.path("value").doubleValue()).average().orElse(0),
        "mean",
        OptionalDouble.of(3));
  }

  private static void drawnOrExplained(Function<Run, Chart> kind, Run run) throws Exception {
    Chart chart;
    try {
      chart = kind.apply(run);
    } catch (IllegalArgumentException e) {
      assertTrue(e.getMessage().contains(run.id()), e.getMessage());
      return;
    }
    assertTrue(chart.svg().startsWith("<svg"));
    assertFalse(chart.summary().contains("NaN"), chart.summary());
  }

  private static Attempt with(Attempt a, long start, long end, String container, Status status) {
    return new Attempt(
        a.i(),
        a.attempt(),
        a.activationId(),
        status,
        a.cold(),
        container,
        a.submitMs(),
        start,
        a.waitMs(),
        a.initMs(),
        a.runMs(),
        end,
        a.seenMs(),
        a.payloadBytes(),
        a.resultBytes(),
        a.error());
  }
}
