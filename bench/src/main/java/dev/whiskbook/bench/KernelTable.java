package dev.whiskbook.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The kernel's figures beside those of its peers, each with its aim and whether that is met. */
record KernelTable(List<Row> rows) {

  static final String OURS = "whiskbook";
  static final String PYTHON = "python3";
  static final String JAVA = "java";
  private static final String NOT_COMPARED = "";

  /**
   * One line of the table.
   *
   * @param aim what was aimed at, and what was reached of it
   */
  record Row(String name, String ours, String ipykernel, String jjava, String aim, boolean met) {}

  static KernelTable of(Measurements m) {
    var table = new Builder(m);
    table.seconds("process start to kernel_info_reply", "info", 0.7, 0.2);
    table.seconds("process start to first 1+1", "first", 0.9, 0.25);
    table.seconds("a no-op request, p50", "noop", 1.0, Double.NaN);
    table.cell("p50", "cell");
    table.cell("p95", "cell_p95");
    table.seconds("completion, p50", "completion", Double.NaN, 0.3);
    table.seconds("inspection, p50", "inspection", Double.NaN, 0.2);
    table.println();
    table.interrupt();
    table.resident();
    for (String kind : List.of("expressions", "assignments", "statements", "declarations")) {
      table.own(
          "the last 50 of many cells against the 100th, " + kind, "many_" + kind, "late", "early");
    }
    table.own("a hot loop in a cell against a compiled class", "hot", OURS, "compiled");
    return new KernelTable(table.rows);
  }

  String toMarkdown() {
    var text = new StringBuilder();
    text.append("| | Whiskbook | ipykernel | JJava | aim → reached | met |\n");
    text.append("|---|---|---|---|---|---|\n");
    for (Row row : rows) {
      text.append(
          "| %s | %s | %s | %s | %s | %s |%n"
              .formatted(
                  row.name, row.ours, row.ipykernel, row.jjava, row.aim, row.met ? "yes" : "no"));
    }
    long met = rows.stream().filter(Row::met).count();
    return text.append("\n%d of %d aims are met.%n".formatted(met, rows.size())).toString();
  }

  private static final class Builder {
    private final Measurements m;
    private final List<Row> rows = new ArrayList<>();

    Builder(Measurements m) {
      this.m = m;
    }

    /** A row with an aim against each peer; NaN for none. */
    void seconds(String name, String row, double ofPython, double ofJava) {
      var aims = new ArrayList<String>();
      boolean met = aim(aims, "ipykernel", m.ratio(row, OURS, PYTHON), ofPython);
      met &= aim(aims, "JJava", m.ratio(row, OURS, JAVA), ofJava);
      add(name, row, String.join("; ", aims), met);
    }

    /** Without JJava, which loses the end of so many messages. */
    void println() {
      var aims = new ArrayList<String>();
      boolean met = aim(aims, "ipykernel", m.ratio("println", OURS, PYTHON), 1.2);
      rows.add(
          new Row(
              "10,000 println until idle",
              time(m.median("println", OURS)),
              time(m.median("println", PYTHON)),
              "loses some",
              String.join("; ", aims),
              met));
    }

    void cell(String which, String row) {
      var aims = new ArrayList<String>();
      double above = m.median(row, OURS) - m.median(row, "jshell");
      double aboveImports = m.median(row, OURS) - m.median(row, "jshell_imports");
      aims.add(
          "≤ JShell.eval (%s) + 3 ms → %s (%s to one with our imports)"
              .formatted(
                  time(m.median(row, "jshell")),
                  signed(1000 * above),
                  signed(1000 * aboveImports)));
      boolean met = aim(aims, "JJava", m.ratio(row, OURS, JAVA), 0.5);
      met &= above <= 0.003;
      add("a trivial cell, " + which, row, String.join("; ", aims), met);
    }

    void interrupt() {
      double seconds = m.median("interrupt", OURS);
      double cpu = m.median("interrupt_cpu", OURS);
      add(
          "interrupt of while (true) {} to reply",
          "interrupt",
          "≤ 50 ms → " + time(seconds),
          seconds <= 0.05);
      rows.add(
          new Row(
              "CPU after it",
              percent(cpu),
              percent(m.median("interrupt_cpu", PYTHON)),
              percent(m.median("interrupt_cpu", JAVA)),
              "0 % (below 2 of one core) → " + percent(cpu),
              cpu < 2));
    }

    void resident() {
      var aims = new ArrayList<String>();
      boolean met = aim(aims, "JJava", m.ratio("resident", OURS, JAVA), 0.5);
      rows.add(
          new Row(
              "resident memory after the first cell, the kernel",
              megabytes("resident", OURS),
              megabytes("resident", PYTHON),
              megabytes("resident", JAVA),
              String.join("; ", aims),
              met));
      var all = new ArrayList<String>();
      boolean allMet = aim(all, "JJava", m.ratio("resident_all", OURS, JAVA), 0.5);
      rows.add(
          new Row(
              "2 s later, with the JVM of the embedded OpenWhisk",
              megabytes("resident_all", OURS),
              megabytes("resident_all", PYTHON),
              megabytes("resident_all", JAVA),
              String.join("; ", all),
              allMet));
    }

    /** A row of our own alone. */
    void own(String name, String row, String kernel, String base) {
      double ratio = m.median(row, kernel) / m.median(row, base);
      String ours = time(m.median(row, kernel)) + " against " + time(m.median(row, base));
      String aim = String.format(Locale.ROOT, "≤ 1.15 → %.2f", ratio);
      rows.add(new Row(name, ours, NOT_COMPARED, NOT_COMPARED, aim, ratio <= 1.15));
    }

    private void add(String name, String row, String aim, boolean met) {
      rows.add(
          new Row(
              name,
              time(m.median(row, OURS)),
              time(m.median(row, PYTHON)),
              time(m.median(row, JAVA)),
              aim,
              met));
    }

    /** Says what was aimed at against a peer, and what was reached; true if that is enough. */
    private static boolean aim(List<String> aims, String peer, double ratio, double aim) {
      if (Double.isNaN(aim)) {
        return true;
      }
      aims.add(String.format(Locale.ROOT, "≤ %s × %s → %.2f", aim, peer, ratio));
      return ratio <= aim;
    }

    private String megabytes(String row, String kernel) {
      return String.format(Locale.ROOT, "%.0f MiB", m.median(row, kernel) / (1 << 20));
    }
  }

  private static String time(double seconds) {
    return seconds >= 0.1
        ? String.format(Locale.ROOT, "%.2f s", seconds)
        : String.format(Locale.ROOT, "%.1f ms", 1000 * seconds);
  }

  private static String signed(double milliseconds) {
    return String.format(Locale.ROOT, "%+.1f ms", milliseconds);
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.0f %%", value);
  }
}
