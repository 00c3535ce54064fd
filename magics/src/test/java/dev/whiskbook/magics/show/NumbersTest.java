package dev.whiskbook.magics.show;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Numbers in sentences")
class NumbersTest {

  @Test
  @DisplayName("have a noun in the singular for one thing alone")
  void counts() {
    assertEquals("0 runs", Numbers.count(0, "run"));
    assertEquals("1 cold start", Numbers.count(1, "cold start"));
    assertEquals("1,024 activations", Numbers.count(1024, "activation"));
  }

  @ParameterizedTest(name = "{0} with {1} digits is {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "2        | 3 | 2.00",
        "1250     | 3 | 1,250",
        "1254.6   | 3 | 1,250",
        "99.96    | 3 | 100",
        "0.003124 | 3 | 0.00312",
        "4.2e-7   | 3 | 4.20e-07",
        "-0.5     | 2 | -0.50",
        "0        | 3 | 0.00",
        "NaN      | 3 | NaN",
        "Infinity | 3 | Infinity",
      })
  @DisplayName("have the digits asked for, and a power of ten only where they are tiny")
  void significant(double value, int digits, String text) {
    assertEquals(text, Numbers.significant(value, digits));
  }

  @ParameterizedTest(name = "{0} ms are {1} s")
  @CsvSource(
      delimiter = '|',
      value = {
        "8         | 0.008",
        "8.5       | 0.0085",
        "0.5       | 0.0005",
        "125       | 0.125",
        "1000      | 1",
        "12345     | 12.35",
        "1234567   | 1,235",
        "123456789 | 123,500",
        "0         | 0",
        "NaN       | NaN",
      })
  @DisplayName("are seconds without digits that no clock told")
  void seconds(double ms, String text) {
    assertEquals(text, Numbers.seconds(ms));
  }
}
