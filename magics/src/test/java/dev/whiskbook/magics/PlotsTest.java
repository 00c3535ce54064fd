package dev.whiskbook.magics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.Status;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;
import tools.jackson.databind.JsonNode;

class PlotsTest {

  private static final Table SWEEP =
      Table.create(
          "a sweep of <pi>",
          IntColumn.create("n", 1, 4, 16),
          DoubleColumn.create("error", -1.2e-3, 0, 9e-4),
          DoubleColumn.create("standardError", 1.6e-3, 8e-4, 4e-4),
          LongColumn.create("wallMs", 40, 55, 210));

  @Test
  void aPrecisionChartHasOnePointForEachErrorThatALogarithmicAxisCanShow() throws Exception {
    Chart chart = Plots.precision(SWEEP);

    JsonNode values = chart.specification().at("/data/values");
    assertEquals(5, values.size(), "the exact hit at n = 4 has no place on the axis");
    assertEquals(2, marks(svg(chart), "symbol"));
    assertEquals(
        "3 points; at n = 16 the error is 9.00e-04 and the standard error 4.00e-04; 2 of 3 errors are within 2 standard errors.",
        chart.summary());
  }

  @Test
  void aWallTimeChartIsInSeconds() {
    Chart chart = Plots.wallTime(SWEEP);

    assertEquals("From 0.04 s at n = 1 to 0.21 s at n = 16.", chart.summary());
    assertEquals("wall time in s", chart.specification().at("/encoding/y/axis/title").asString());
  }

  @Test
  void whatHasNoPlaceOnALogarithmicAxisIsLeftOut() {
    double infinity = Double.POSITIVE_INFINITY;
    Table odd =
        Table.create(
            "odd",
            DoubleColumn.create("n", 1, 2, 0, -4, 8),
            DoubleColumn.create("wallMs", 40, infinity, 10, 10, Double.NaN),
            DoubleColumn.create("error", 0.5, infinity, 1, 1, Double.NaN),
            DoubleColumn.create("standardError", infinity, 1, 1, 1, 1));

    assertEquals("From 0.04 s at n = 1 to 0.04 s at n = 1.", Plots.wallTime(odd).summary());
    assertEquals(1, Plots.precision(odd).specification().at("/data/values").size());
    Table none = odd.where(odd.doubleColumn("n").isLessThan(1));
    assertThrows(IllegalArgumentException.class, () -> Plots.wallTime(none));
    assertThrows(IllegalArgumentException.class, () -> Plots.precision(none));
    Table backwards = odd.where(odd.doubleColumn("n").isEqualTo(2));
    backwards.doubleColumn("wallMs").set(0, -5.0);
    var why = assertThrows(IllegalArgumentException.class, () -> Plots.wallTime(backwards));
    assertTrue(why.getMessage().contains("the table odd has 1 rows"), why.getMessage());
  }

  @Test
  void aTimelineHasALaneForEachContainerAndMarksColdStarts() throws Exception {
    Chart chart = Plots.timeline(run());

    assertEquals(
        "5 activations in 2 containers within 0.260 s, 2 cold starts, at most 2 at once.",
        chart.summary());
    Document svg = svg(chart);
    assertEquals(2 + 2 + 2 + 5, marks(svg, "rect"), "waits and returns of a lane, inits, runs");
    assertEquals(
        "run 20261123-101500 on embedded", chart.specification().at("/title/subtitle").asString());
    assertTrue(chart.specification().toString().contains("run without result"));
  }

  @Test
  void whereTheServerNamesNoContainersActivationsThatDoNotOverlapShareALane() {
    Chart chart = Plots.timeline(run(""));

    assertTrue(chart.summary().contains("in 2 containers"), chart.summary());
  }

  @Test
  void aPictureIsReadableOnAnyPageAndSaysInWordsWhatItShows() throws Exception {
    Element root = svg(Plots.precision(SWEEP)).getDocumentElement();

    assertEquals("img", root.getAttribute("role"));
    assertTrue(root.getAttribute("aria-label").contains("within 2 standard errors"));
    assertEquals("white", ((Element) root.getFirstChild()).getAttribute("fill"));
  }

  @Test
  void aChartIsShownAsSpecificationPictureAndTextButNotAsHtml() {
    MimeBundle bundle = Plots.precision(SWEEP).toMimeBundle();

    assertEquals(
        List.of("text/plain", Chart.VEGA_LITE, "image/svg+xml"),
        List.copyOf(bundle.data().keySet()));
    assertTrue(bundle.plainText().startsWith("Precision against the number of actions\n"));
    assertFalse(bundle.data().get(Chart.VEGA_LITE).toString().contains("\"url\""));
  }

  @Test
  void aSpecificationThatVegaCannotDrawIsShownWithoutPictureAndSaysSo() {
    Chart chart = Plots.precision(SWEEP);
    chart.specification().putArray("layer").addObject().put("mark", "no such mark");

    MimeBundle bundle = chart.toMimeBundle();

    assertFalse(bundle.data().containsKey("image/svg+xml"));
    assertTrue(bundle.plainText().contains("No static picture: Vega cannot draw this chart"));
  }

  @Test
  void aMissingColumnIsNamed() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Plots.precision(
                    Table.create("t", IntColumn.create("n", 1), IntColumn.create("x", 1))));

    assertEquals(
        "A precision chart needs a table with a number column error; this one has n, x.",
        error.getMessage());
  }

  @Test
  void aRunOfWhichNothingStartedHasNoTimeline() {
    Run none =
        new Run(
            "20261123-101500",
            "pi",
            "embedded",
            1,
            OptionalLong.empty(),
            Instant.EPOCH,
            Duration.ofMillis(3),
            List.of(
                new ActionResult(0, Optional.empty(), Status.CANCELLED, "interrupted", List.of())));

    assertThrows(IllegalArgumentException.class, () -> Plots.timeline(none));
  }

  private static Run run() {
    return run("container-");
  }

  /** Five actions on two containers, submitted at once; the last one throws. */
  private static Run run(String container) {
    List<ActionResult> results =
        IntStream.range(0, 5)
            .mapToObj(i -> result(i, container.isEmpty() ? "" : container + i % 2))
            .toList();
    return new Run(
        "20261123-101500",
        "pi",
        "embedded",
        5,
        OptionalLong.of(7),
        Instant.EPOCH,
        Duration.ofMillis(300),
        results);
  }

  private static ActionResult result(int i, String container) {
    boolean cold = i < 2;
    long start = 20 + 80L * (i / 2);
    long init = cold ? 30 : 0;
    Status status = i == 4 ? Status.DEVELOPER_ERROR : Status.SUCCESS;
    Attempt attempt =
        new Attempt(
            i,
            1,
            "a" + i,
            status,
            cold,
            container,
            0,
            start,
            start,
            init,
            80 - init,
            start + 80,
            270,
            20,
            20,
            "");
    return new ActionResult(i, Optional.empty(), status, "", List.of(attempt));
  }

  private static Document svg(Chart chart) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(chart.svg())));
  }

  /** How many marks of a kind the picture has, without those of its axes and legends. */
  private static int marks(Document svg, String kind) {
    var groups = svg.getElementsByTagName("g");
    return IntStream.range(0, groups.getLength())
        .mapToObj(k -> (Element) groups.item(k))
        .filter(g -> g.getAttribute("class").startsWith("mark-%s role-mark".formatted(kind)))
        .mapToInt(g -> g.getElementsByTagName("path").getLength())
        .sum();
  }
}
