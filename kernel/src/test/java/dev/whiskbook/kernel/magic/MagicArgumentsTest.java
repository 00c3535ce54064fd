package dev.whiskbook.kernel.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.EvaluationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MagicArgumentsTest {

  private static final Map<String, Object> VALUES =
      Map.of("n", 4, "n * 2", 8, "m.get(\"}\")", "ok");

  private static List<String> parse(String text) {
    return MagicArguments.parse(text, MagicArgumentsTest::evaluate);
  }

  private static Object evaluate(String expression) throws EvaluationException {
    Object value = VALUES.get(expression.strip());
    if (value == null) {
      throw new EvaluationException("cannot find symbol", null);
    }
    return value;
  }

  @Test
  void wordsAreSplitAtWhiteSpaceAndKeptTogetherByQuotes() {
    assertEquals(List.of("a", "b c", "d'e", ""), parse("a 'b c'  \"d'e\" ''"));
  }

  @Test
  void variablesAndExpressionsAreReplacedByTheirValues() {
    assertEquals(List.of("4", "--args", "x8y", "n=4"), parse("$n --args x{n * 2}y \"n=$n\""));
  }

  @Test
  void singleQuotesAndBackslashesKeepThem() {
    assertEquals(List.of("$n {n}", "$n", "{n}"), parse("'$n {n}' \\$n \\{n\\}"));
  }

  @Test
  void anUnknownVariableIsNamed() {
    var error = assertThrows(MagicException.class, () -> parse("$nosuch"));
    assertTrue(error.getMessage().startsWith("'nosuch' has no value here"), error.getMessage());
  }

  @Test
  void whatIsNotClosedIsAnError() {
    assertThrows(MagicException.class, () -> parse("'abc"));
    assertThrows(MagicException.class, () -> parse("{n"));
  }
}
