package dev.whiskbook.magics.show;

import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.magics.failure.ActionFailure;
import dev.whiskbook.whisk.Limits;
import dev.whiskbook.whisk.Missing;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.RunState;
import dev.whiskbook.whisk.ServerStatus;
import dev.whiskbook.whisk.StandaloneStatus;
import dev.whiskbook.whisk.Totals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Single things as a notebook shows them: a line for each of their properties. */
public final class Summaries {

  private static final int MISSING_SHOWN = 5;

  private Summaries() {}

  /** A run: where it ran, what came of it, and why results are missing if some are. */
  public static MimeBundle of(Run run) {
    return of(run, List.of());
  }

  /** The same, with where in cells its actions failed. */
  public static MimeBundle of(Run run, List<ActionFailure> failures) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("run", run.id());
    rows.put("action", "%s × %,d".formatted(run.action(), run.n()));
    rows.put("target", run.target());
    run.seed().ifPresent(seed -> rows.put("seed", Long.toString(seed)));
    Totals totals = run.totals();
    rows.put("results", "%,d of %,d".formatted(totals.ok(), run.n()));
    run.estimate().ifPresent(estimate -> rows.put("estimate", estimate.toString()));
    if (run.state() == RunState.CONVERGED) {
      rows.put("ended", "early, as the estimate was precise enough");
    }
    rows.put("attempts", "%,d".formatted(totals.attempts()));
    rows.put("cold starts", "%,d".formatted(totals.cold()));
    rows.put("wall time", "%,.3f s".formatted(run.wall().toNanos() / 1e9));
    if (totals.overtaken() > 0) {
      rows.put("second attempts", "%,d were faster than the first".formatted(totals.overtaken()));
    }
    String missing = run.state() == RunState.CONVERGED ? "" : missing(run);
    if (!missing.isEmpty()) {
      rows.put("missing", missing);
    }
    String text = missing.isEmpty() ? run.toString() : run + "\nmissing: " + missing;
    String where =
        failures.stream()
            .filter(failure -> !failure.places().isEmpty())
            .map(failure -> failure.who() + " in " + failure.where())
            .collect(Collectors.joining("; "));
    if (!where.isEmpty()) {
      rows.put("failed", where);
      text += "\nfailed: " + where;
    }
    return MimeBundle.text(text).with(MimeBundle.TEXT_HTML, html(rows));
  }

  /** What a server is and allows. */
  public static MimeBundle of(ServerStatus status) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("target", status.target());
    rows.put("namespace", status.namespace());
    rows.put("build", status.build());
    rows.put("round trip", "%,.1f ms".formatted(status.roundTrip().toNanos() / 1e6));
    rows.putAll(rows(status.limits()));
    return bundle(rows);
  }

  /** The pool, counters and queues of the embedded OpenWhisk, and its containers. */
  public static MimeBundle of(StandaloneStatus status) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("target", status.target());
    rows.put("uptime", "%,d s".formatted(status.uptime().toSeconds()));
    rows.put("simulated", simulated(status.settings()));
    rows.put("running", "%,d".formatted(status.running()));
    rows.put(
        "in the buffer",
        "%,d now, %,d so far".formatted(status.buffered(), status.count("buffered")));
    rows.put("warm starts", "%,d".formatted(status.count("warmStarts")));
    rows.put(
        "cold starts",
        "%,d, %,d of them in stem cells"
            .formatted(status.count("coldStarts"), status.count("stemCellsUsed")));
    rows.put(
        "containers ended",
        "%,d evicted for others, %,d idle too long, %,d failed"
            .formatted(status.count("evicted"), status.count("collected"), status.count("failed")));
    rows.put("response cache", responseCache(status));
    status.counters().entrySet().stream()
        .filter(counter -> counter.getKey().startsWith("injected."))
        .forEach(
            counter ->
                rows.put(counter.getKey().replace('.', ' '), "%,d".formatted(counter.getValue())));
    for (StandaloneStatus.Invoker invoker : status.invokers()) {
      rows.put(
          "invoker " + invoker.number(),
          "%,d of %,d MB in %s; %s"
              .formatted(
                  invoker.usedMb(),
                  invoker.memoryMb(),
                  Numbers.count(invoker.containers(), "container"),
                  Numbers.count(invoker.stemCells(), "stem cell")));
    }
    if (status.containers().isEmpty()) {
      return bundle(rows);
    }
    TableView containers = new TableView(status.table());
    return MimeBundle.text(text(rows) + "\n\n" + TextTable.of(containers))
        .with(MimeBundle.TEXT_HTML, html(rows) + "\n" + HtmlTable.html(status.table()));
  }

  private static String responseCache(StandaloneStatus status) {
    long hits = status.count("responseCacheHits");
    long misses = status.count("responseCacheMisses");
    return (status.settings().responseCache() ? "on" : "off")
        + (hits + misses > 0 ? ", %,d hits, %,d misses".formatted(hits, misses) : "");
  }

  private static String simulated(StandaloneStatus.Settings settings) {
    boolean ordinary = settings.profile().equals("none") && settings.chaos().equals("none");
    return ordinary
        ? "nothing"
        : "profile %s, chaos %s".formatted(settings.profile(), settings.chaos());
  }

  /** What a namespace may do. */
  public static MimeBundle of(Limits limits) {
    return bundle(rows(limits));
  }

  private static Map<String, String> rows(Limits limits) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("concurrent invocations", "%,d".formatted(limits.concurrentInvocations()));
    rows.put("invocations per minute", "%,d".formatted(limits.invocationsPerMinute()));
    rows.put("largest arguments", "%,d bytes".formatted(limits.maxParameterBytes()));
    rows.put("largest memory limit", "%,d MB".formatted(limits.maxMemoryMb()));
    rows.put("longest time limit", "%,d ms".formatted(limits.maxTimeoutMs()));
    return rows;
  }

  private static String missing(Run run) {
    var all = run.missing();
    String some =
        all.stream().limit(MISSING_SHOWN).map(Missing::toString).collect(Collectors.joining("; "));
    int more = all.size() - MISSING_SHOWN;
    return more > 0 ? some + "; and %,d more".formatted(more) : some;
  }

  private static MimeBundle bundle(Map<String, String> rows) {
    return MimeBundle.text(text(rows)).with(MimeBundle.TEXT_HTML, html(rows));
  }

  private static String text(Map<String, String> rows) {
    int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
    return rows.entrySet().stream()
        .map(row -> row.getKey() + " ".repeat(width + 2 - row.getKey().length()) + row.getValue())
        .collect(Collectors.joining("\n"));
  }

  private static String html(Map<String, String> rows) {
    return rows.entrySet().stream()
        .map(
            row ->
                "<tr><th scope=\"row\" style=\"text-align:left\">%s</th><td style=\"text-align:left\">%s</td></tr>"
                    .formatted(HtmlTable.escaped(row.getKey()), HtmlTable.escaped(row.getValue())))
        .collect(
            Collectors.joining("\n", "<table class=\"dataframe\"><tbody>\n", "\n</tbody></table>"));
  }
}
