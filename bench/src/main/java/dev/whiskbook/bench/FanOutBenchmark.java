package dev.whiskbook.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.Target;
import dev.whiskbook.whisk.Whisk;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench fanout}: a fan-out against peers, against the wire, and against a given endpoint.
 */
@Command(
    name = "fanout",
    description =
        "No-ops against Ray, Dask, Lithops, polling and the bare wire; fixed slots; CPU; memory.",
    mixinStandardHelpOptions = true)
final class FanOutBenchmark implements Callable<Integer> {
  private static final int FEW = 1_000;
  private static final int MANY = 10_000;
  private static final int VERY_MANY = 100_000;
  // Lithops takes about a second for each few of them, so it gets fewer, and each counts the same.
  private static final int FOR_LITHOPS = 100;
  private static final long SERVICE_MS = 200;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "measured rounds of each (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--peers",
      paramLabel = "DIR",
      required = true,
      defaultValue = "${env:WHISKBOOK_BENCH_PEERS}",
      description = "the folder of environments with the peers; made if it is not there")
  private Path peersFolder;

  @Mixin private SaveOption results;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  private final StringBuilder table = new StringBuilder();
  private PrintWriter out;

  @Override
  public Integer call() throws Exception {
    out = spec.commandLine().getOut();
    Path folder = Files.createTempDirectory("whiskbook-bench");
    var peers =
        new FanOutPeers(
            peersFolder.toAbsolutePath().resolve("fanout"),
            MainBenchmark.copy("fanout_peers.py", folder));
    peers.install();
    int workers = Runtime.getRuntime().availableProcessors();
    String about =
        ResultsFile.about("fanout --rounds " + rounds)
            + " %s, %d workers each. Medians; ratios are medians of the ratios of turns.%n"
                .formatted(String.join(", ", peers.versions()), workers);
    out.println(about);
    line("| | measured | aim → reached |\n|---|---|---|");
    try (var notebook = new NotebookSession()) {
      notebook.run("%%action noop\nfunction main() { return {}; }");
      for (int i = 0; i < 4; i++) {
        notebook.run("%fanout 10000 noop"); // warm on both sides
      }
      Target target = target(notebook);
      againstPeers(notebook, target, peers, workers, FEW, 0.3);
      againstPeers(notebook, target, peers, workers, MANY, 2);
      againstLithops(notebook, peers, workers);
      againstPolling(notebook, target);
      client(target);
      display(notebook);
      veryMany(notebook);
    }
    for (int slots : new int[] {8, 64, 256}) {
      fixedSlots(slots, FEW);
    }
    fixedSlots(256, MANY);
    results.save("fanout", "Fan-outs against peers", about + "\n" + table, out);
    return 0;
  }

  private void againstPeers(
      NotebookSession notebook,
      Target target,
      FanOutPeers peers,
      int workers,
      int count,
      double aimSeconds)
      throws IOException, InterruptedException {
    var ours = new Samples();
    var floor = new Samples();
    var ray = new Samples();
    var dask = new Samples();
    try (var bare = new BareInvocations(target, "noop");
        Rounds ofRay = peers.rounds("ray", count, workers);
        Rounds ofDask = peers.rounds("dask", count, workers)) {
      for (int round = -1; round < rounds; round++) { // the first warms up
        double oursSeconds = notebook.time("%fanout " + count + " noop");
        double floorSeconds = bare.blocking(count);
        double raySeconds = ofRay.run();
        double daskSeconds = ofDask.run();
        if (round >= 0) {
          ours.add(oursSeconds);
          floor.add(floorSeconds);
          ray.add(raySeconds);
          dask.add(daskSeconds);
        }
      }
    }
    row(
        "%,d no-ops, warm".formatted(count),
        ours,
        "< %s s → %.2f s".formatted(aimSeconds, ours.median()));
    row("… Ray", ray, "≥ 3 × → %.1f ×".formatted(ray.ratioTo(ours)));
    row("… Dask distributed", dask, "≥ 6 × → %.1f ×".formatted(dask.ratioTo(ours)));
    row(
        "… a bare loop of blocking invocations",
        floor,
        "%.2f × that".formatted(ours.ratioTo(floor)));
  }

  private void againstLithops(NotebookSession notebook, FanOutPeers peers, int workers)
      throws IOException {
    var ours = new Samples();
    var lithops = new Samples();
    try (Rounds of = peers.rounds("lithops", FOR_LITHOPS, workers)) {
      for (int round = -1; round < Math.min(3, rounds); round++) {
        double oursSeconds = notebook.time("%fanout " + FOR_LITHOPS + " noop");
        double theirs = of.run();
        if (round >= 0) {
          ours.add(oursSeconds);
          lithops.add(theirs);
        }
      }
    }
    row("%,d no-ops, warm".formatted(FOR_LITHOPS), ours, "");
    row("… Lithops localhost", lithops, "≥ 500 × → %.0f ×".formatted(lithops.ratioTo(ours)));
  }

  private void againstPolling(NotebookSession notebook, Target target)
      throws IOException, InterruptedException {
    var ours = new Samples();
    var polling = new Samples();
    try (var bare = new BareInvocations(target, "noop")) {
      for (int round = 0; round < Math.min(3, rounds); round++) {
        ours.add(notebook.time("%fanout 1000 noop"));
        polling.add(bare.pollingEachId(FEW));
      }
    }
    row(
        "1,000 no-ops the orchestrator's way: all fired, each id asked for every 5 s",
        polling,
        "%.1f × of %%fanout".formatted(polling.ratioTo(ours)));
  }

  /** What the client costs, and how long a result takes to it, without a notebook around it. */
  private void client(Target target) throws InterruptedException {
    var bean = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var cpu = new Samples();
    var seen = new Samples();
    var late = new Samples();
    try (Whisk whisk = Whisk.connect(target)) {
      whisk.fanOut("noop").run(MANY);
      for (int round = 0; round < rounds; round++) {
        long before = bean.getProcessCpuTime();
        whisk.fanOut("noop").run(MANY);
        cpu.add((bean.getProcessCpuTime() - before) / 1e9 / MANY);
        seen.add(median(whisk.fanOut("noop").concurrency(1).run(100), FanOutBenchmark::untilSeen));
        late.add(median(whisk.fanOut("noop").blocking(false).run(100), FanOutBenchmark::untilSeen));
      }
    }
    row("client CPU per activation, warm", cpu, "≤ 0.2 ms → %.2f ms".formatted(1e3 * cpu.median()));
    row("finished → seen, blocking", seen, "≤ RTT + 5 ms → %.0f ms".formatted(1e3 * seen.median()));
    row(
        "finished → seen, late ones, p50",
        late,
        "≤ 250 ms → %.0f ms".formatted(1e3 * late.median()));
  }

  private static long untilSeen(Attempt attempt) {
    return attempt.seenMs() - attempt.endMs();
  }

  /** In seconds. */
  private static double median(Run run, ToLongFunction<Attempt> ms) {
    long[] sorted = run.attempts().stream().mapToLong(ms).sorted().toArray();
    return sorted[sorted.length / 2] / 1e3;
  }

  private void display(NotebookSession notebook) {
    var shown = new Samples();
    var silent = new Samples();
    for (int round = 0; round < rounds; round++) {
      shown.add(notebook.time("%fanout 10000 noop"));
      silent.add(notebook.time("whisk.fanOut(\"noop\").run(10000); 0"));
    }
    row(
        "10,000 no-ops with progress and summary",
        shown,
        "< 5 %% above without → %+.1f %%".formatted(100 * (shown.ratioTo(silent) - 1)));
  }

  private void veryMany(NotebookSession notebook) {
    double tenth = notebook.time("%fanout 10000 noop");
    double all = notebook.time("%fanout " + VERY_MANY + " noop");
    System.gc();
    Runtime jvm = Runtime.getRuntime();
    long live = jvm.totalMemory() - jvm.freeMemory();
    text(
        "100,000 no-ops",
        "%.1f s".formatted(all),
        "linear: %.1f times 10,000; heap < 256 MB → %d MB live, %d MB at most"
            .formatted(all / tenth, live >> 20, jvm.totalMemory() >> 20));
  }

  private void fixedSlots(int slots, int count) throws IOException, InterruptedException {
    var wall = new Samples();
    double ideal = Math.ceilDiv(count, slots) * SERVICE_MS / 1e3;
    try (var server = new FixedSlots(slots, SERVICE_MS);
        Whisk whisk = Whisk.connect(server.target())) {
      whisk.fanOut("noop").run(2 * slots);
      for (int round = 0; round < Math.min(3, rounds); round++) {
        long start = System.nanoTime();
        whisk.fanOut("noop").run(count);
        wall.add((System.nanoTime() - start) / 1e9);
      }
    }
    row(
        "%,d of %d ms each on %d slots".formatted(count, SERVICE_MS, slots),
        wall,
        "≤ 1.05 × %.1f s → %.3f ×".formatted(ideal, wall.median() / ideal));
  }

  private static Target target(NotebookSession notebook) {
    String auth = notebook.run("whisk.target().auth()");
    return Target.of(unquoted(notebook.run("whisk.target().apihost().toString()")), unquoted(auth));
  }

  private static String unquoted(String text) {
    return text.replaceAll("^\"|\"$", "");
  }

  private void row(String name, Samples samples, String reached) {
    double median = samples.median();
    String time = median < 0.01 ? "%.3f ms".formatted(1e3 * median) : "%.3f s".formatted(median);
    text(name, time, reached);
  }

  private void text(String name, String measured, String reached) {
    line("| %s | %s | %s |".formatted(name, measured, reached));
  }

  private void line(String text) {
    table.append(text).append('\n');
    out.println(text);
    out.flush();
  }
}
