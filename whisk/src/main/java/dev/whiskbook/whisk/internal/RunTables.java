package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.RunSummary;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.LongColumnType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeType;

/** A run's attempts and results as Tablesaw tables. */
public final class RunTables {
  private static final long MISSING = LongColumnType.missingValueIndicator();

  private RunTables() {}

  /** A row for each run of the journal. */
  public static Table runs(List<RunSummary> rows) {
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
        DoubleColumn.create(
            "wall s",
            rows.stream()
                .mapToDouble(r -> r.wall().map(w -> w.toMillis() / 1e3).orElse(Double.NaN))
                .toArray()));
  }

  /** A row for each attempt. */
  public static Table attempts(Run run) {
    List<Attempt> rows = run.attempts();
    long zero = run.start().toEpochMilli();
    return Table.create(
        run.action() + " attempts",
        IntColumn.create("action", rows.stream().mapToInt(Attempt::i).toArray()),
        IntColumn.create("attempt", rows.stream().mapToInt(Attempt::attempt).toArray()),
        strings("status", rows, a -> a.status().text()),
        BooleanColumn.create("cold", rows.stream().map(Attempt::cold).toArray(Boolean[]::new)),
        strings("container", rows, Attempt::container),
        longs("submit ms", rows, a -> since(a.submitMs(), zero)),
        longs("start ms", rows, a -> since(a.startMs(), zero)),
        longs("wait ms", rows, a -> known(a.waitMs())),
        longs("init ms", rows, a -> known(a.initMs())),
        longs("run ms", rows, a -> known(a.runMs())),
        longs("end ms", rows, a -> since(a.endMs(), zero)),
        longs("seen ms", rows, a -> since(a.seenMs(), zero)),
        longs("payload bytes", rows, a -> known(a.payloadBytes())),
        longs("result bytes", rows, a -> known(a.resultBytes())),
        strings("activation id", rows, Attempt::activationId),
        strings("error", rows, Attempt::error));
  }

  /** A row for each action number, with the fields of its result. */
  public static Table results(Run run) {
    List<ActionResult> rows = run.results();
    List<Column<?>> columns = new ArrayList<>();
    columns.add(IntColumn.create("action", rows.stream().mapToInt(ActionResult::i).toArray()));
    columns.add(strings("status", rows, r -> r.status().text()));
    fields(rows).forEach((name, cells) -> columns.add(column(name, cells)));
    if (rows.stream().anyMatch(r -> !r.ok())) {
      columns.add(strings(unused("error", columns), rows, ActionResult::error));
    }
    return Table.create(run.action() + " results", columns);
  }

  private static Map<String, JsonNode[]> fields(List<ActionResult> rows) {
    Map<String, JsonNode[]> fields = new LinkedHashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      JsonNode value = rows.get(row).value().orElse(null);
      if (value == null) {
        continue;
      }
      if (value.isObject()) {
        for (Map.Entry<String, JsonNode> field : value.properties()) {
          cells(fields, field.getKey(), rows.size())[row] = field.getValue();
        }
      } else {
        cells(fields, "value", rows.size())[row] = value;
      }
    }
    return fields;
  }

  private static JsonNode[] cells(Map<String, JsonNode[]> fields, String name, int rows) {
    // Tablesaw compares column names without regard to case, and has its own "action" and "status".
    String column =
        name.equalsIgnoreCase("action") || name.equalsIgnoreCase("status")
            ? "result." + name
            : name;
    String known =
        fields.keySet().stream()
            .filter(k -> k.equalsIgnoreCase(column) && !k.equals(column))
            .findFirst()
            .map(k -> column + "'")
            .orElse(column);
    return fields.computeIfAbsent(known, k -> new JsonNode[rows]);
  }

  private static String unused(String name, List<Column<?>> columns) {
    return columns.stream().anyMatch(c -> c.name().equalsIgnoreCase(name)) ? "run " + name : name;
  }

  /** The narrowest column type that holds all cells; whatever is not alike is shown as JSON. */
  private static Column<?> column(String name, JsonNode[] cells) {
    if (all(cells, c -> c.isIntegralNumber() && c.canConvertToLong())) {
      LongColumn column = LongColumn.create(name);
      for (JsonNode cell : cells) {
        column = empty(cell) ? column.appendMissing() : column.append(cell.longValue());
      }
      return column;
    }
    if (all(cells, JsonNode::isNumber)) {
      DoubleColumn column = DoubleColumn.create(name);
      for (JsonNode cell : cells) {
        column = empty(cell) ? column.appendMissing() : column.append(cell.doubleValue());
      }
      return column;
    }
    if (all(cells, JsonNode::isBoolean)) {
      BooleanColumn column = BooleanColumn.create(name);
      for (JsonNode cell : cells) {
        column = empty(cell) ? column.appendMissing() : column.append(cell.booleanValue());
      }
      return column;
    }
    StringColumn column = StringColumn.create(name);
    for (JsonNode cell : cells) {
      column =
          empty(cell)
              ? column.appendMissing()
              : column.append(
                  cell.getNodeType() == JsonNodeType.STRING ? cell.stringValue() : cell.toString());
    }
    return column;
  }

  private static boolean all(JsonNode[] cells, Predicate<JsonNode> test) {
    for (JsonNode cell : cells) {
      if (!empty(cell) && !test.test(cell)) {
        return false;
      }
    }
    return true;
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
    return ms == Attempt.UNKNOWN ? MISSING : ms - zero;
  }

  private static long known(long value) {
    return value == Attempt.UNKNOWN ? MISSING : value;
  }
}
