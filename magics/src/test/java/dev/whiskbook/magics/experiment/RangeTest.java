package dev.whiskbook.magics.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2,4..64       | [1, 2, 4, 8, 16, 32, 64]",
        "1,2,4..4096     | [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096]",
        "1,10,100..5000  | [1, 10, 100, 1000]",
        "2,3,4..6        | [2, 3, 4, 5, 6]",
        "10,20..45       | [10, 20, 30, 40]",
        "1..5            | [1, 2, 3, 4, 5]",
        "7..7            | [7]",
        "8,3,5,3         | [3, 5, 8]",
        "1..3,10,20..40  | [1, 2, 3, 10, 20, 30, 40]",
        "16,24,36..90    | [16, 24, 36, 54, 81]",
        "' 1 , 2 '       | [1, 2]",
        "1_000           | [1000]",
      })
  void aRangeIsReadAsAPersonWouldGoOn(String text, String numbers) {
    assertEquals(numbers, Range.parse(text).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "abc        | is no whole number",
        "0,1        | is no whole number of at least 1",
        "-4         | is no whole number",
        "1,,2       | is no whole number",
        "1..2..3    | has dots twice",
        "8..4       | 4 is below 8",
        "4,2,1..9   | do not grow",
        "1,2,5..50  | go on neither by a step nor by a ratio",
        "1..20000   | more than 10,000 numbers",
        "1.5        | is no whole number",
        "99999999999| is no whole number",
      })
  void whatIsNoRangeIsSaidWithTheGrammar(String text, String words) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Range.parse(text)).getMessage();

    assertTrue(message.contains(words) && message.contains("1,2,4..4096"), message);
  }
}
