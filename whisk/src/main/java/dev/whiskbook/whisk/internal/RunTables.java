package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.LogLine;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.RunSummary;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.LongColumnType;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;
import tools.jackson.databind.JsonNode;

/** A run's attempts and results as Tablesaw tables. */
public final class RunTables {
  private static final long MISSING = LongColumnType.missingValueIndicator();
  private static final int MS_DIGITS = 3; // of seconds
  private static final Set<String> NUMBERS_IN_WORDS = Set.of("NaN", "Infinity", "-Infinity");

  private RunTables() {}

  /** A row for each run of the journal. */
  public static Table runs(List<RunSummary> rows) {
    DoubleColumn wall =
        DoubleColumn.create(
            "wall s",
            rows.stream()
                .mapToDouble(r -> r.wall().map(w -> w.toMillis() / 1e3).orElse(Double.NaN))
                .toArray());
    wall.setPrintFormatter(NumberColumnFormatter.fixedWithGrouping(MS_DIGITS));
    return Table.create(
        "runs",
        strings("run", rows, RunSummary::id),
        strings("state", rows, r -> r.state().name().toLowerCase(Locale.ROOT)),
        strings("action", rows, RunSummary::action),
        strings("target", rows, RunSummary::target),
        IntColumn.create("n", rows.stream().mapToInt(RunSummary::n).toArray()),
        IntColumn.create("done", rows.stream().mapToInt(RunSummary::done).toArray()),
        IntColumn.create("ok", rows.stream().mapToInt(RunSummary::ok).toArray()),
        DateTimeColumn.create(
            "start",
            rows.stream().map(r -> LocalDateTime.ofInstant(r.start(), ZoneId.systemDefault()))),
        wall);
  }

  /** A row for each line of logs. */
  public static Table logs(List<LogLine> rows) {
    return Table.create(
        "logs",
        DateTimeColumn.create(
            "time",
            rows.stream()
                .map(
                    line ->
                        line.time()
                            .map(time -> LocalDateTime.ofInstant(time, ZoneId.systemDefault()))
                            .orElse(null))),
        strings("stream", rows, LogLine::stream),
        IntColumn.create("action", rows.stream().mapToInt(LogLine::i).toArray()),
        IntColumn.create("attempt", rows.stream().mapToInt(LogLine::attempt).toArray()),
        strings("line", rows, LogLine::text));
  }

  /** A row for each attempt. */
  public static Table attempts(Run run) {
    List<Attempt> rows = run.attempts();
    long zero = run.start().toEpochMilli();
    return Table.create(
        run.action() + " attempts",
        IntColumn.create("action", rows.stream().mapToInt(Attempt::i).toArray()),
        IntColumn.create("attempt", rows.stream().mapToInt(Attempt::attempt).toArray()),
        strings("activation id", rows, Attempt::activationId),
        StringColumn.create("target", Collections.nCopies(rows.size(), run.target())),
        strings("container", rows, Attempt::container),
        strings("status", rows, a -> a.status().text()),
        BooleanColumn.create("cold", rows.stream().map(Attempt::cold).toArray(Boolean[]::new)),
        longs("submit ms", rows, a -> since(a.submitMs(), zero)),
        longs("start ms", rows, a -> since(a.startMs(), zero)),
        longs("wait ms", rows, a -> known(a.waitMs())),
        longs("init ms", rows, a -> known(a.initMs())),
        longs("run ms", rows, a -> known(a.runMs())),
        longs("end ms", rows, a -> since(a.endMs(), zero)),
        longs("seen ms", rows, a -> since(a.seenMs(), zero)),
        longs("payload bytes", rows, a -> known(a.payloadBytes())),
        longs("result bytes", rows, a -> known(a.resultBytes())),
        strings("error", rows, Attempt::error));
  }

  /** A row for each action number, with the fields of its result. */
  public static Table results(String name, List<ActionResult> rows) {
    List<Column<?>> columns = new ArrayList<>();
    columns.add(IntColumn.create("action", rows.stream().mapToInt(ActionResult::i).toArray()));
    columns.add(strings("status", rows, r -> r.status().text()));
    fields(rows).forEach((field, cells) -> columns.add(column(field, cells)));
    if (rows.stream().anyMatch(r -> !r.ok())) {
      columns.add(strings(unused("error", columns), rows, ActionResult::error));
    }
    return Table.create(name, columns);
  }

  private static Map<String, JsonNode[]> fields(List<ActionResult> rows) {
    ResultFields fields = new ResultFields(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      int at = row;
      rows.get(row).value().ifPresent(value -> fields.add(at, value));
    }
    return fields.columns();
  }

  private static String unused(String name, List<Column<?>> columns) {
    return columns.stream().anyMatch(c -> c.name().equalsIgnoreCase(name)) ? "run " + name : name;
  }

  /** The narrowest column type that holds all cells; whatever is not alike is shown as JSON. */
  private static Column<?> column(String name, JsonNode[] cells) {
    if (all(cells, c -> c.isIntegralNumber() && c.canConvertToLong())) {
      return filled(LongColumn.create(name), cells, (c, cell) -> c.append(cell.longValue()));
    }
    if (all(cells, c -> c.isNumber() || isNumberInWords(c)) && any(cells, JsonNode::isNumber)) {
      return filled(DoubleColumn.create(name), cells, (c, cell) -> c.append(number(cell)));
    }
    if (all(cells, JsonNode::isBoolean)) {
      return filled(BooleanColumn.create(name), cells, (c, cell) -> c.append(cell.booleanValue()));
    }
    return filled(
        StringColumn.create(name),
        cells,
        (c, cell) -> c.append(cell.isString() ? cell.stringValue() : cell.toString()));
  }

  private static <C extends Column<?>> C filled(
      C column, JsonNode[] cells, BiConsumer<C, JsonNode> append) {
    for (JsonNode cell : cells) {
      if (empty(cell)) {
        column.appendMissing();
      } else {
        append.accept(column, cell);
      }
    }
    return column;
  }

  /** JSON has no NaN: actions that send one send its name. */
  private static boolean isNumberInWords(JsonNode cell) {
    return cell.isString() && NUMBERS_IN_WORDS.contains(cell.stringValue());
  }

  private static double number(JsonNode cell) {
    return cell.isNumber() ? cell.doubleValue() : Double.parseDouble(cell.stringValue());
  }

  private static boolean all(JsonNode[] cells, Predicate<JsonNode> test) {
    return Stream.of(cells).allMatch(cell -> empty(cell) || test.test(cell));
  }

  private static boolean any(JsonNode[] cells, Predicate<JsonNode> test) {
    return Stream.of(cells).anyMatch(cell -> !empty(cell) && test.test(cell));
  }

  private static boolean empty(JsonNode cell) {
    return cell == null || cell.isNull();
  }

  private static <R> StringColumn strings(String name, List<R> rows, Function<R, String> value) {
    return StringColumn.create(name, rows.stream().map(value).toArray(String[]::new));
  }

  private static LongColumn longs(String name, List<Attempt> rows, ToLongFunction<Attempt> value) {
    return LongColumn.create(name, rows.stream().mapToLong(value).toArray());
  }

  private static long since(long ms, long zero) {
    return ms < 0 ? MISSING : ms - zero;
  }

  private static long known(long value) {
    return value < 0 ? MISSING : value;
  }
}
