package dev.whiskbook.magics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import tools.jackson.databind.JsonNode;

class ScalingPlotsTest {

  private static final List<Timed> HALF_SERIAL =
      List.of(new Timed(4, 625), new Timed(1, List.of(1000.0, 900.0, 1100.0)), new Timed(2, 750));
  private static final Curve AMDAHL = new Curve("Amdahl", n -> n / (1 + 0.5 * (n - 1)));

  @Test
  void speedUpIsTheMedianTimeOfOneActionOverThatOfN() throws Exception {
    Chart chart = Plots.speedup(HALF_SERIAL, List.of(AMDAHL));

    JsonNode points = chart.specification().at("/datasets/points");
    assertEquals(1.0, points.get(0).get("value").doubleValue());
    assertEquals(1.3333, points.get(1).get("value").doubleValue());
    assertEquals(1.6, points.get(2).get("value").doubleValue());
    assertEquals(1000 / 1100.0, points.get(0).get("low").doubleValue(), 1e-4);
    assertTrue(points.get(1).get("low").isNull(), "a single repeat has no spread");
    assertTrue(chart.svg().contains("Amdahl"));
  }

  @Test
  void efficiencyIsTheSpeedUpAsAShareOfN() throws Exception {
    Chart chart = Plots.efficiency(HALF_SERIAL, List.of());

    assertEquals(
        0.4, chart.specification().at("/datasets/points").get(2).get("value").doubleValue());
    assertTrue(chart.svg().contains("efficiency"));
  }

  @Test
  void rowsOfTheSameNAreRepeats() {
    Table table = Table.create(IntColumn.create("n", 1, 2, 1), IntColumn.create("wallMs", 8, 5, 6));

    assertEquals(
        List.of(new Timed(1, List.of(8.0, 6.0)), new Timed(2, List.of(5.0))), Plots.times(table));
  }

  @Test
  void withoutATimeAboveZeroThereIsNoSpeedUp() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> Plots.speedup(List.of(new Timed(1, 0), new Timed(2, Double.NaN)), List.of()));

    assertTrue(error.getMessage().contains("no n above 0 has a time above 0 ms"));
  }

  @Test
  void aSinglePointIsDrawn() throws Exception {
    assertTrue(Plots.speedup(List.of(new Timed(1, 5)), List.of()).svg().startsWith("<svg"));
  }
}
