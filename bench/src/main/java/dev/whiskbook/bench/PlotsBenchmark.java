package dev.whiskbook.bench;

import dev.whiskbook.install.KernelSpec;
import dev.whiskbook.install.Product;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench plots}: what tables, charts and sweeps cost beside what they show. */
@Command(
    name = "plots",
    description = {
      "Tables and charts of 10,000 activations, the first chart in a fresh kernel, and what a sweep",
      "costs beside its activations. Prints a table, and puts it into bench/RESULTS.md with --save."
    },
    mixinStandardHelpOptions = true)
final class PlotsBenchmark implements Callable<Integer> {

  private static final int ACTIVATIONS = 10_000;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "how often each is measured (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--python",
      paramLabel = "FILE",
      required = true,
      defaultValue = "${env:WHISKBOOK_PYTHON}",
      description = "a Python with jupyter_client, which asks the fresh kernels")
  private Path python;

  @Mixin private SaveOption results;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private int cells;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    String about = ResultsFile.about("plots --rounds " + rounds) + " Medians.\n";
    out.println(about);
    var table = new ResultTable(out);
    firstPlot(table);
    try (var session = new NotebookSession()) {
      shown(session, table);
      sweep(session, table);
    }
    results.save("plots", "Tables, charts and sweeps", about + "\n" + table, out);
    return 0;
  }

  private void firstPlot(ResultTable table) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("whiskbook-bench");
    Path prefix = folder.resolve("prefix");
    KernelSpec.under(prefix).write(Product.running());
    Path log = folder.resolve("first_plot.log");
    var driver =
        new ProcessBuilder(
            python.toString(),
            MainBenchmark.copy("first_plot.py", folder).toString(),
            "" + rounds,
            prefix.resolve("share/jupyter/kernels").toString());
    var seen = new Samples();
    var ended = new Samples();
    PythonDriver.run(
        driver,
        log,
        plot -> {
          seen.add(plot.get("seen").asDouble());
          ended.add(plot.get("ended").asDouble());
        });
    table.row("the first chart in a fresh kernel, seen", seen, "< 1.5 s");
    table.row("… completed by its static picture", ended, "");
  }

  private void shown(NotebookSession session, ResultTable table) {
    session.run("%%action noop\nfunction main() { return {}; }");
    session.run("Run many = %%fanout %d noop".formatted(ACTIVATIONS));
    row(session, table, "a table of 10,000 rows to its MIME bundle", "render(many.table()).data()");
    row(session, table, "… by Tablesaw, as text alone", "many.table().printAll()");
    for (String kind : List.of("timeline", "latency", "stragglers")) {
      row(
          session,
          table,
          "a chart of 10,000 activations to its MIME bundle: " + kind,
          "Plots.%s(many).toMimeBundle().data()".formatted(kind));
    }
  }

  /** A cell whose result is a time in milliseconds and the size of what was made in characters. */
  private String timed(String made) {
    cells++;
    return """
        long begun%1$d = System.nanoTime();
        var made%1$d = %2$s;
        (System.nanoTime() - begun%1$d) / 1e6 + " " + made%1$d.toString().length()"""
        .formatted(cells, made);
  }

  /** A first time to warm up, then as often as is asked for. */
  private void row(NotebookSession session, ResultTable table, String name, String made) {
    var times = new Samples();
    double size = 0;
    for (int round = 0; round <= rounds; round++) {
      String[] told = session.run(timed(made)).split(" ");
      size = Double.parseDouble(told[1]);
      if (round > 0) {
        times.add(Double.parseDouble(told[0]) / 1e3);
      }
    }
    String aim = made.contains("printAll") ? "" : "< 0.5 s, < 2 MB → %.2f MB".formatted(size / 1e6);
    table.row(name, times, aim);
  }

  private static void sweep(NotebookSession session, ResultTable table) {
    session.run(
        "%%action waits\nfunction main() { return new Promise(r => setTimeout(() => r({}), 200)); }");
    beyondRuns(
        session,
        table,
        "a sweep of 100 runs",
        "SweepResult swept = %sweep n=1,2,4,8,16 --repeat 20 --warmup 0 waits",
        "< 3 %% beyond its runs → %.1f %%");
    beyondRuns(
        session,
        table,
        "… by Java, without its pictures",
        """
        SweepResult swept = dev.whiskbook.magics.experiment.Sweep
            .of(whisk, workbench.action("waits").orElseThrow())
            .n(1, 2, 4, 8, 16).repeat(20).warmUp(0).seed(2).run()""",
        "%.1f %%");
  }

  private static void beyondRuns(
      NotebookSession session, ResultTable table, String name, String cell, String reached) {
    double whole = session.time(cell);
    double runs =
        Double.parseDouble(
                session.run("swept.measurements().stream().mapToDouble(m -> m.ms()).sum()"))
            / 1e3;
    table.text(name, "%.1f s".formatted(whole), reached.formatted(100 * (whole / runs - 1)));
  }
}
