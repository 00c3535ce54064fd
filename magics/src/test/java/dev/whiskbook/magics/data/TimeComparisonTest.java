package dev.whiskbook.magics.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.magics.SampleRuns;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class TimeComparisonTest {

  /**
   * Permeability of the human chorioamnion at term and at 12 to 26 weeks, from Hollander and Wolfe,
   * Nonparametric Statistical Methods (1973), p. 69; R's wilcox.test gives p = 0.2544 (two-sided).
   */
  @Test
  void theTestGivesWhatRGivesForAPublishedExample() {
    double[] term = {0.73, 0.80, 0.83, 1.04, 1.38, 1.45, 1.46, 1.64, 1.89, 1.91};
    double[] early = {0.74, 0.88, 0.90, 1.15, 1.21};

    assertEquals(0.2544, TimeComparison.p(term, early), 5e-5);
    assertEquals(15 / 50.0, TimeComparison.longer(term, early), 1e-12, "U = 35 for the other");
  }

  @Test
  void runsThatAreTheSameDoNotDiffer() {
    Table table = TimeComparison.table(SampleRuns.queued(50, 4), SampleRuns.queued(50, 4));

    assertEquals("no difference", table.stringColumn("so").get(2));
    assertEquals(1.0, table.doubleColumn("ratio").get(2));
  }

  @Test
  void aRunOnHalfTheContainersWaitsLonger() {
    Table table = TimeComparison.table(SampleRuns.queued(400, 8), SampleRuns.queued(400, 4));

    assertEquals("wait", table.stringColumn("time").get(0));
    assertEquals("longer after", table.stringColumn("so").get(0));
    assertTrue(table.doubleColumn("p").get(0) < 0.01);
    assertEquals("< 0.001", table.doubleColumn("p").getString(0));
  }

  @Test
  void anEmptyRunHasNothingToCompare() {
    Table table =
        TimeComparison.table(SampleRuns.queued(5, 1), SampleRuns.run("none", java.util.List.of()));

    assertEquals("nothing to compare", table.stringColumn("so").get(0));
    assertTrue(table.column("p").isMissing(0));
  }
}
