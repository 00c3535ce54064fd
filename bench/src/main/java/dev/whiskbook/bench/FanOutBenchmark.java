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
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private FanOutPeers peers;
  private ResultTable table;

  @Option(
      names = "--only",
      paramLabel = "PART",
      split = ",",
      description = "parts of it, of ${COMPLETION-CANDIDATES} (default: all)")
  private Set<Part> only = EnumSet.allOf(Part.class);

  /** What can be measured by itself. */
  private enum Part {
    /** Ray, Dask and the bare wire. */
    PEERS,
    LITHOPS,
    POLLING,
    CLIENT,
    DISPLAY,
    SLOTS,
    FIRST,
    LIMITS,
    PROTOCOLS,
    MANY,
    MILLION
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    int workers = Runtime.getRuntime().availableProcessors();
    String about = ResultsFile.about("fanout --rounds " + rounds + onlySome());
    if (has(Part.PEERS, Part.LITHOPS)) {
      peers =
          new FanOutPeers(
              peersFolder.toAbsolutePath().resolve("fanout"),
              MainBenchmark.copy("fanout_peers.py", Files.createTempDirectory("whiskbook-bench")));
      peers.install();
      about += " %s, %d workers each.".formatted(String.join(", ", peers.versions()), workers);
    }
    about += " Medians; ratios are medians of the ratios of turns.\n";
    out.println(about);
    table = new ResultTable(out);
    if (has(Part.PEERS, Part.LITHOPS, Part.POLLING, Part.CLIENT, Part.DISPLAY, Part.FIRST)) {
      inNotebook(workers);
    }
    if (has(Part.SLOTS)) {
      for (int slots : new int[] {8, 64, 256}) {
        fixedSlots(slots, FEW);
      }
      fixedSlots(256, MANY);
    }
    if (has(Part.LIMITS)) {
      DefaultLimits.measure(table);
    }
    if (has(Part.PROTOCOLS)) {
      protocols();
    }
    if (has(Part.MANY)) {
      large("100,000 no-ops", "embedded", "10,000");
    }
    if (has(Part.MILLION)) {
      large("1,000,000 on a simulated server in the same JVM", "simulated", "100,000");
    }
    results.save("fanout", "Fan-outs against peers", about + "\n" + table, out);
    return 0;
  }

  private boolean has(Part... parts) {
    return Stream.of(parts).anyMatch(only::contains);
  }

  private String onlySome() {
    return only.size() == Part.values().length
        ? ""
        : " --only "
            + only.stream()
                .map(part -> part.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
  }

  private void inNotebook(int workers) throws IOException, InterruptedException {
    try (var notebook = new NotebookSession()) {
      notebook.run("%%action noop\nfunction main() { return {}; }");
      for (int i = 0; i < 4; i++) {
        notebook.run("%fanout 10000 noop"); // warm on both sides
      }
      Target target = target(notebook);
      if (has(Part.PEERS)) {
        againstPeers(notebook, target, workers, FEW, 0.3);
        againstPeers(notebook, target, workers, MANY, 2);
      }
      if (has(Part.LITHOPS)) {
        againstLithops(notebook, workers);
      }
      if (has(Part.POLLING)) {
        againstPolling(notebook, target);
      }
      if (has(Part.CLIENT)) {
        client(target);
      }
      if (has(Part.DISPLAY)) {
        display(notebook);
      }
      if (has(Part.FIRST)) {
        first(target);
      }
    }
  }

  private void againstPeers(
      NotebookSession notebook, Target target, int workers, int count, double aimSeconds)
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
    table.row(
        "%,d no-ops, warm".formatted(count),
        ours,
        "< %s s → %.2f s".formatted(aimSeconds, ours.median()));
    table.row("… Ray", ray, "≥ 3 × → %.1f ×".formatted(ray.ratioTo(ours)));
    table.row("… Dask distributed", dask, "≥ 6 × → %.1f ×".formatted(dask.ratioTo(ours)));
    table.row(
        "… a bare loop of blocking invocations",
        floor,
        "%.2f × that".formatted(ours.ratioTo(floor)));
  }

  private void againstLithops(NotebookSession notebook, int workers) throws IOException {
    var ours = new Samples();
    var lithops = new Samples();
    try (Rounds of = peers.rounds("lithops", FOR_LITHOPS, workers)) {
      for (int round = -1; round < Math.min(2, rounds); round++) {
        double oursSeconds = notebook.time("%fanout " + FOR_LITHOPS + " noop");
        double theirs = of.run();
        if (round >= 0) {
          ours.add(oursSeconds);
          lithops.add(theirs);
        }
      }
    }
    table.row("%,d no-ops, warm".formatted(FOR_LITHOPS), ours, "");
    table.row("… Lithops localhost", lithops, "≥ 500 × → %.0f ×".formatted(lithops.ratioTo(ours)));
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
    table.row(
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
    table.row(
        "client CPU per activation, warm", cpu, "≤ 0.2 ms → %.2f ms".formatted(1e3 * cpu.median()));
    table.row(
        "finished → seen, blocking", seen, "≤ RTT + 5 ms → %.0f ms".formatted(1e3 * seen.median()));
    table.row(
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
    table.row(
        "10,000 no-ops with progress and summary",
        shown,
        "< 5 %% above without → %+.1f %%".formatted(100 * (shown.ratioTo(silent) - 1)));
  }

  /** Both with the target running, and with the embedded one, which starts at the same time. */
  private void first(Target target) throws IOException, InterruptedException {
    Map<String, String> running =
        Map.of("WHISK_APIHOST", target.apihost().toString(), "WHISK_AUTH", target.auth());
    var there = new Samples();
    var embedded = new Samples();
    for (int round = 0; round < Math.min(3, rounds); round++) {
      there.add(FirstResult.seconds(running));
      embedded.add(FirstResult.seconds(Map.of()));
    }
    table.row(
        "JVM start → first result, the first cell a fan-out on a running server",
        there,
        "< 1.0 s → %.2f s".formatted(there.median()));
    table.row("… on the embedded OpenWhisk, which starts too", embedded, "");
  }

  private void protocols() throws IOException, InterruptedException {
    Process process = TinyServers.launch("helidon");
    try {
      Map<String, ClientLoad.Measured> all =
          new ClientLoad(rounds, MANY, Set.of(ClientLoad.FIRST, ClientLoad.HTTP2))
              .measure(TinyServers.address(process), 64);
      ClientLoad.Measured h1 = all.get(ClientLoad.FIRST);
      ClientLoad.Measured h2 = all.get(ClientLoad.HTTP2);
      table.text(
          "HTTP/2 against HTTP/1.1, 10,000 requests, 64 at once",
          "%.0f against %.0f µs of processor time each"
              .formatted(1e6 * h2.cpu().median(), 1e6 * h1.cpu().median()),
          "processor time %.2f ×, time %.2f ×"
              .formatted(h2.cpu().ratioTo(h1.cpu()), h2.wall().ratioTo(h1.wall())));
    } finally {
      process.destroy();
    }
  }

  private void large(String name, String kind, String tenth)
      throws IOException, InterruptedException {
    LargeFanOuts.Measured measured = LargeFanOuts.measure(kind);
    table.text(
        "%s, in a JVM with -Xmx%dm".formatted(name, LargeFanOuts.HEAP_MB),
        "%.1f s".formatted(measured.seconds()),
        "linear: time for each %.2f × that at %s; heap < %d MB → %d MB live at the end"
            .formatted(
                measured.seconds() / measured.tenthSeconds() / 10,
                tenth,
                LargeFanOuts.HEAP_MB,
                measured.liveMb()));
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
    table.row(
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
}
