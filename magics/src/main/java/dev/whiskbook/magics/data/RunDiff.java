package dev.whiskbook.magics.data;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.whiskbook.kernel.Displayable;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.magics.show.HtmlTable;
import dev.whiskbook.magics.show.Numbers;
import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.Journal;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.RunDetails;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How two runs differ: in how they were made, and in what came of it.
 *
 * @param first the id of the one
 * @param second the id of the other
 * @param changes a row for each thing that is not the same: code, limits, parameters, arguments,
 *     options, target, environment
 * @param code the lines of the action's code that changed, as a unified diff; empty if none did
 * @param times how the times are distributed, a row for each of them
 */
public record RunDiff(String first, String second, Table changes, String code, Table times)
    implements Displayable {

  private static final int CONTEXT = 2;

  /**
   * Compares two runs of a journal.
   *
   * @throws dev.whiskbook.whisk.WhiskException if it has one of them not
   */
  public static RunDiff of(Journal journal, String first, String second)
      throws InterruptedException {
    RunDetails a = journal.details(first);
    RunDetails b = journal.details(second);
    Run runA = journal.run(first);
    Run runB = journal.run(second);
    Map<String, Object> before = properties(a);
    Map<String, Object> after = properties(b);
    before.put("results", runA.values().size());
    after.put("results", runB.values().size());
    String code = code(a, b);
    Table changes = changes(first, second, before, after);
    if (!code.isEmpty()) {
      add(changes, "code", "see below", "see below");
    }
    int differing = differingArgs(journal, first, second);
    if (differing > 0) {
      add(changes, "arguments", "", "differ for " + Numbers.count(differing, "action"));
    }
    if (changes.isEmpty()) {
      add(changes, "nothing", "", "");
    }
    return new RunDiff(first, second, changes, code, TimeComparison.table(runA, runB));
  }

  private static Map<String, Object> properties(RunDetails details) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("action", details.action());
    all.put("n", details.n());
    all.put("seed", details.seed().isPresent() ? details.seed().getAsLong() : null);
    all.put("target", details.target());
    all.put("apihost", details.apihost());
    details.definition().ifPresent(action -> limits(action, all));
    all.put("memory MB of a container", details.memoryMb());
    details.settings().forEach((name, value) -> all.put("option " + name, value));
    details.environment().forEach((name, value) -> all.put("environment " + name, value));
    return all;
  }

  private static void limits(Action action, Map<String, Object> all) {
    all.put("kind", action.kind());
    all.put("limit timeout ms", action.timeoutMs());
    all.put("limit memory MB", action.memoryMb());
    all.put("limit logs MB", action.logsMb());
    all.put("limit concurrency", action.concurrency());
    action.parameters().forEach((name, value) -> all.put("parameter " + name, value));
    action.annotations().forEach((name, value) -> all.put("annotation " + name, value));
  }

  private static Table changes(
      String first, String second, Map<String, Object> before, Map<String, Object> after) {
    Table changes =
        Table.create(
            "What changed from %s to %s".formatted(first, second),
            StringColumn.create("what"),
            StringColumn.create("before"),
            StringColumn.create("after"));
    var names = new ArrayList<>(before.keySet());
    new TreeSet<>(after.keySet()).stream().filter(n -> !before.containsKey(n)).forEach(names::add);
    for (String name : names) {
      if (!Objects.equals(before.get(name), after.get(name))) {
        add(changes, name, text(before.get(name)), text(after.get(name)));
      }
    }
    return changes;
  }

  private static void add(Table changes, String what, String before, String after) {
    changes.stringColumn("what").append(what);
    changes.stringColumn("before").append(before);
    changes.stringColumn("after").append(after);
  }

  private static String text(Object value) {
    String text = value == null ? "not set" : value.toString();
    return text.startsWith("Optional") ? text.replaceAll("^Optional\\w*[.\\[]|\\]$", "") : text;
  }

  private static String code(RunDetails a, RunDetails b) {
    List<String> before = lines(a);
    List<String> after = lines(b);
    List<String> diff =
        UnifiedDiffUtils.generateUnifiedDiff(
            a.id(), b.id(), before, DiffUtils.diff(before, after), CONTEXT);
    return String.join("\n", diff);
  }

  private static List<String> lines(RunDetails details) {
    return details.definition().map(action -> action.code().lines().toList()).orElse(List.of());
  }

  private static int differingArgs(Journal journal, String first, String second)
      throws InterruptedException {
    return (int)
        journal
            .query(
                """
                SELECT count(*) AS n FROM args x JOIN args y ON x.i = y.i
                WHERE x.run = (SELECT key FROM run WHERE id = ?)
                  AND y.run = (SELECT key FROM run WHERE id = ?) AND x.json <> y.json""",
                first,
                second)
            .longColumn("n")
            .getLong(0);
  }

  /** The tables, and the changed code between them. */
  @Override
  public MimeBundle toMimeBundle() {
    MimeBundle made = HtmlTable.render(changes);
    MimeBundle took = HtmlTable.render(times);
    String text =
        made.plainText() + "\n\n" + (code.isEmpty() ? "" : code + "\n\n") + took.plainText();
    String shownCode = code.isEmpty() ? "" : "<pre>" + HtmlTable.escaped(code) + "</pre>\n";
    return MimeBundle.text(text)
        .with(MimeBundle.TEXT_HTML, html(made) + "\n" + shownCode + html(took));
  }

  private static String html(MimeBundle bundle) {
    return bundle.data().get(MimeBundle.TEXT_HTML).asString();
  }

  @Override
  public String toString() {
    return toMimeBundle().plainText();
  }
}
