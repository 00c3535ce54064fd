package dev.whiskbook.whisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.whisk.internal.Json;
import dev.whiskbook.whisk.internal.TableRows;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class RunTest {
  private static final Instant START = Instant.ofEpochMilli(1_000_000);

  record Hits(int hits) {}

  @Test
  void theReductionSaysWhatIsMissing() {
    Run run = run(ok(0, "{\"hits\":3}"), failed(1, "boom"), ok(2, "{\"hits\":4}"));

    Reduction<Integer> sum = run.reduce(Hits.class, all -> all.stream().mapToInt(Hits::hits).sum());

    assertEquals(7, sum.value());
    assertEquals(List.of(1), sum.missing().stream().map(Missing::i).toList());
    assertEquals(
        "7\nReduced without 1 of 3 results: action 1: application error: boom.", sum.toString());
  }

  @Test
  void aCompleteReductionIsJustItsValue() {
    assertEquals("1", run(ok(0, "{}")).reduce(List::size).toString());
  }

  @Test
  void aResultThatDoesNotFitItsTypeIsNamed() {
    Run run = run(ok(0, "{\"hits\":3}"), ok(1, "{\"hits\":\"many\"}"));

    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> run.reduce(Hits.class, List::size));

    assertTrue(e.getMessage().startsWith("The result of action 1 is no Hits"), e.getMessage());
  }

  @Test
  void withoutAnyResultThereIsNothingToReduce() {
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> run(failed(0, "boom")).reduce(List::size));

    assertTrue(e.getMessage().contains("action 0: application error: boom"), e.getMessage());
  }

  @Test
  void theSummaryCounts() {
    assertEquals(
        "run id: pi × 2 on here: 1 ok, 1 missing in 2.000 s (1 activations/s), 2 cold starts",
        run(ok(0, "{}"), failed(1, "boom")).toString());
  }

  @Test
  void theTableHasARowForEachAttemptWithTimesSinceTheStart() {
    Table table = run(ok(0, "{}"), failed(1, "boom")).table();

    assertEquals(2, table.rowCount());
    assertEquals(10, table.longColumn("submit ms").get(0));
    assertEquals(20, table.longColumn("start ms").get(0));
    assertEquals("application error", table.stringColumn("status").get(1));
    assertTrue(table.longColumn("result bytes").isMissing(0));
  }

  @Test
  void resultFieldsBecomeColumnsOfTheirType() {
    Table table =
        run(
                ok(0, "{\"hits\":1,\"pi\":3,\"ok\":true,\"who\":\"a\",\"status\":\"mine\"}"),
                failed(1, "boom"),
                ok(2, "{\"hits\":2,\"pi\":3.5,\"ok\":false,\"who\":[1],\"Hits\":9}"))
            .resultsTable();

    assertEquals(
        List.of("action", "status", "hits", "pi", "ok", "who", "result.status", "Hits'", "error"),
        table.columnNames());
    assertEquals(ColumnType.LONG, table.column("hits").type());
    assertEquals(ColumnType.DOUBLE, table.column("pi").type());
    assertEquals(ColumnType.BOOLEAN, table.column("ok").type());
    assertEquals("[1]", table.stringColumn("who").get(2));
    assertTrue(table.column("hits").isMissing(1));
    assertEquals("boom", table.stringColumn("error").get(1));
  }

  @Test
  void resultsThatAreNoObjectsStandInAColumnOfTheirOwn() {
    Table table = run(ok(0, "[1,2]"), ok(1, "[3]")).resultsTable();

    assertEquals("[1,2]", table.stringColumn("value").get(0));
  }

  @Test
  void fieldsOfNestedObjectsAreColumnsAndMixedValuesAreText() {
    Table table =
        run(
                ok(0, "{\"at\":{\"x\":1,\"y\":{\"z\":\"deep\"}},\"v\":1,\"\":1}"),
                ok(1, "{\"at\":{\"x\":2},\"v\":\"one\"}"),
                ok(2, "{\"at\":[],\"v\":null}"))
            .results()
            .table();

    assertEquals(
        List.of("action", "status", "at.x", "at.y.z", "v", "(unnamed)", "at"), table.columnNames());
    assertEquals(ColumnType.LONG, table.column("at.x").type());
    assertEquals("1", table.stringColumn("v").get(0));
    assertEquals("one", table.stringColumn("v").get(1));
    assertTrue(table.column("v").isMissing(2));
  }

  @Test
  void numbersThatJsonDoesNotKnowAreNumbersByTheirNames() {
    Table table =
        run(ok(0, "{\"v\":1.5}"), ok(1, "{\"v\":\"Infinity\"}"), ok(2, "{\"v\":\"NaN\"}"))
            .results()
            .table();

    assertEquals(Double.POSITIVE_INFINITY, table.doubleColumn("v").get(1));
    assertTrue(table.column("v").isMissing(2), "Tablesaw has one value for both");
  }

  @Test
  void resultsOfAThousandNamesMakeNoThousandColumns() {
    String words =
        IntStream.range(0, 1000)
            .mapToObj(k -> "\"w%d\":1".formatted(k))
            .collect(Collectors.joining(",", "{", "}"));

    Table table = run(ok(0, "{\"counts\":" + words + "}"), ok(1, words)).results().table();

    assertTrue(table.columnCount() < 510, () -> "" + table.columnCount());
    assertTrue(table.stringColumn("counts").get(0).startsWith("{\"w0\":1"));
    assertTrue(table.stringColumn("(further fields)").get(1).contains("\"w999\":1"));
  }

  @Test
  void aTableGivesTheArgumentsOfEachAction() throws Exception {
    Table table =
        Table.create(
            "cities",
            StringColumn.create("city", "Bern", ""),
            IntColumn.create("n", 1, 2),
            DateColumn.create("day", LocalDate.of(2026, 1, 2), null));

    ArgsGenerator args = TableRows.args(table);

    assertEquals(Map.of("city", "Bern", "n", 1, "day", "2026-01-02"), args.args(0, 2));
    assertEquals(Map.of("n", 2), args.args(1, 2));
    var error = assertThrows(IllegalArgumentException.class, () -> args.args(2, 3));
    assertTrue(error.getMessage().contains("The table cities has 2 rows, but 3 actions"));
  }

  private static Run run(ActionResult... results) {
    return new Run(
        "id",
        "pi",
        "here",
        results.length,
        OptionalLong.empty(),
        START,
        Duration.ofSeconds(2),
        List.of(results));
  }

  private static ActionResult ok(int i, String json) {
    return new ActionResult(
        i,
        Optional.of(Json.MAPPER.readTree(json)),
        Status.SUCCESS,
        "",
        List.of(attempt(i, Status.SUCCESS, "")));
  }

  private static ActionResult failed(int i, String error) {
    return new ActionResult(
        i,
        Optional.empty(),
        Status.APPLICATION_ERROR,
        error,
        List.of(attempt(i, Status.APPLICATION_ERROR, error)));
  }

  private static Attempt attempt(int i, Status status, String error) {
    long zero = START.toEpochMilli();
    return new Attempt(
        i,
        1,
        "id",
        status,
        true,
        "",
        zero + 10,
        zero + 20,
        5,
        3,
        7,
        zero + 30,
        zero + 31,
        2,
        Attempt.UNKNOWN,
        error);
  }
}
