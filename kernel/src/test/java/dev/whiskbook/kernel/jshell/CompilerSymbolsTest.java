package dev.whiskbook.kernel.jshell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.CellRequest;
import dev.whiskbook.kernel.CellResult;
import dev.whiskbook.kernel.Session;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompilerSymbolsTest {

  @Test
  void theCompilersTablesGiveTheClassesOfSnippetsAndForgetThoseThatHaveGone() throws Exception {
    try (Session session = Session.builder().imports("java.util.*").open()) {
      Object tasks = JdkInternals.get(session.jshell(), "taskFactory");
      value(session, "List<String> names = new ArrayList<>();");
      for (int i = 0; i < 300; i++) {
        value(session, "record Point%d(int x, int y) {}".formatted(i % 3));
        assertEquals("[]", value(session, "names"));
      }
      List<Object> tables = CompilerSymbols.tables(JdkInternals.get(tasks, "javacTaskPool"));
      assertTrue(tables.size() >= 3, "to parse, to analyse, to compile: " + tables.size());
      for (Object table : tables) {
        var classes = (Map<?, ?>) JdkInternals.get(table, "classes");
        assertTrue(classes.size() > 50, "those of the language at least: " + classes.size());
        assertTrue(classes.values().size() < 80, "of 600 snippets: " + classes.values().size());
      }
    }
  }

  private static String value(Session session, String cell) {
    CellResult result = session.execute(CellRequest.of(cell), CellOutput.NOWHERE);
    return assertInstanceOf(CellResult.Success.class, result, result.toString())
        .value()
        .map(value -> value.plainText())
        .orElse("");
  }
}
