package dev.whiskbook.kernel.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OutputLimitTest {

  @Test
  void cutsWhatIsTooMuchAndSaysSoOnce() {
    var limit = new OutputLimit(5);

    assertEquals("abc", limit.cut("abc"));
    assertEquals(
        "de\n[Output cut: this cell has printed more than 5 characters. Write them to a file, or"
            + " set WHISKBOOK_OUTPUT_LIMIT_MB.]\n",
        limit.cut("def"));
    assertEquals("", limit.cut("ghi"));
  }

  @Test
  void theEnvironmentGivesMegabytes() {
    assertEquals(64_000_000, OutputLimit.charsOf(null));
    assertEquals(2_000_000, OutputLimit.charsOf("2"));
    assertEquals(64_000_000, OutputLimit.charsOf("lots"));
  }
}
