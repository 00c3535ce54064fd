package dev.whiskbook.bench;

import dev.whiskbook.install.Product;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench standalone}: the embedded OpenWhisk under load from another process, this one. */
@Command(
    name = "standalone",
    description = {
      "The embedded OpenWhisk under load from this process, which takes its part of the processors:",
      "no-ops over 1 to 256 connections, cold starts, many actions, a loop, memory. Prints a table, and puts",
      "it into bench/RESULTS.md with --save."
    },
    mixinStandardHelpOptions = true)
final class StandaloneBenchmark implements Callable<Integer> {

  private static final String NO_OP = "function main() { return {}; }";
  private static final int[] CONNECTIONS = {1, 4, 16, 64, 256};
  private static final int WARM_UP = 20_000;
  private static final int COLD_STARTS = 50;
  private static final int MIXED = 100;
  private static final int IDLE = 200;
  private static final int STORED = 20_000;
  private static final int MAX_RECORDS = 100_000; // of the server's store
  private static final int HEAP_EVERY = 100_000;
  private static final int PI_CHUNKS = 64;
  private static final int PI_POINTS = 500_000;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "measured rounds of each part (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--requests",
      defaultValue = "5000",
      description = "requests in each round (default: ${DEFAULT-VALUE})")
  private int requests;

  @Option(
      names = "--activations",
      defaultValue = "400000",
      description = {
        "activations for whether memory stays flat, the heap being looked at every 100,000;",
        "an hour's are 1000000, which take some minutes (default: ${DEFAULT-VALUE})"
      })
  private int activations;

  @Mixin private SaveOption results;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private final StringBuilder table = new StringBuilder();
  private PrintWriter out;

  @Override
  public Integer call() throws Exception {
    out = spec.commandLine().getOut();
    if (rounds < 1 || requests < 1 || activations < 4) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--rounds and --requests are at least 1, --activations at least 4.");
    }
    String about =
        ResultsFile.about(
                "standalone --rounds %d --requests %d --activations %d"
                    .formatted(rounds, requests, activations))
            + " Load and server share the processors; figures are medians of rounds in turns.\n";
    out.println(about);
    line("| | measured | beside it | aim → reached |");
    line("|---|---|---|---|");
    try (var server = new ServerUnderLoad("--memory", "65536")) {
      server.deploy("noop", NO_OP);
      underLoad(server);
      mixed(server);
      cold(server);
      pi(server);
      flat(server);
    }
    memory();
    firstResult();
    results.save("standalone", "The embedded OpenWhisk under load", about + "\n" + table, out);
    return 0;
  }

  private void line(String text) {
    table.append(text).append('\n');
    out.println(text);
    out.flush();
  }

  private void row(String name, String measured, String beside, String aim) {
    line("| %s | %s | %s | %s |".formatted(name, measured, beside, aim));
  }

  private void underLoad(ServerUnderLoad server) throws IOException, InterruptedException {
    List<byte[]> invocation = List.of(server.invocation("noop"));
    List<byte[]> ping = List.of(server.ping());
    try (var warmUp = new HttpLoad(server.apihost(), 64)) {
      warmUp.run(invocation, WARM_UP);
      warmUp.run(ping, WARM_UP);
    }
    double alone = Double.NaN;
    for (int connections : CONNECTIONS) {
      var rates = new Samples();
      var pings = new Samples();
      var p50 = new Samples();
      var p95 = new Samples();
      var p99 = new Samples();
      try (var load = new HttpLoad(server.apihost(), connections)) {
        for (int round = -1; round < rounds; round++) {
          HttpLoad.Outcome outcome = load.run(invocation, requests);
          HttpLoad.Outcome wire = load.run(ping, requests);
          if (round >= 0) {
            rates.add(outcome.perSecond());
            pings.add(wire.perSecond());
            p50.add(outcome.quantile(0.5));
            p95.add(outcome.quantile(0.95));
            p99.add(outcome.quantile(0.99));
          }
        }
      }
      alone = connections == 1 ? p50.median() : alone;
      row(
          "warm no-ops, blocking, %d connection%s"
              .formatted(connections, connections == 1 ? "" : "s"),
          String.format(
              Locale.ROOT,
              "%,.0f/s; p50 %s, p95 %s, p99 %s",
              rates.median(),
              ms(p50),
              ms(p95),
              ms(p99)),
          String.format(
              Locale.ROOT, "GET /ping: %,.0f/s, ratio %.2f", pings.median(), rates.ratioTo(pings)),
          connections == 64
              ? String.format(
                  Locale.ROOT, "≥ 5,000/s → %,.0f; p99 < 20 ms → %s", rates.median(), ms(p99))
              : "");
    }
    overhead(alone);
  }

  /** What HTTP and the planes add to the container's own call. */
  private void overhead(double invocation) throws IOException {
    Path source = Files.createTempDirectory("whiskbook-bench").resolve("noop.js");
    Files.writeString(source, NO_OP);
    var bare = new Samples();
    try (var contexts = new Rounds(Peers.bareContexts(Product.running(), source, 1, requests, 0))) {
      for (int round = -3; round < rounds; round++) {
        double seconds = contexts.run() / requests;
        if (round >= 0) {
          bare.add(seconds);
        }
      }
    }
    double micros = (invocation - bare.median()) * 1e6;
    row(
        "one connection: p50 above a bare container's call",
        String.format(Locale.ROOT, "%.0f µs", micros),
        String.format(Locale.ROOT, "bare call: %.1f µs", bare.median() * 1e6),
        String.format(Locale.ROOT, "≤ 150 µs → %.0f", micros));
  }

  private void mixed(ServerUnderLoad server) throws IOException, InterruptedException {
    var invocations = new ArrayList<byte[]>();
    for (int i = 0; i < MIXED; i++) {
      server.deploy("mixed" + i, NO_OP);
      invocations.add(server.invocation("mixed" + i));
    }
    var many = new Samples();
    var one = new Samples();
    try (var load = new HttpLoad(server.apihost(), 64)) {
      load.run(invocations, WARM_UP);
      for (int round = 0; round < rounds; round++) {
        many.add(load.run(invocations, requests).perSecond());
        one.add(load.run(List.of(server.invocation("noop")), requests).perSecond());
      }
    }
    row(
        "%d actions in turns, 64 connections".formatted(MIXED),
        String.format(Locale.ROOT, "%,.0f/s", many.median()),
        String.format(
            Locale.ROOT, "one action: %,.0f/s, ratio %.2f", one.median(), many.ratioTo(one)),
        "");
  }

  private void cold(ServerUnderLoad server) throws IOException, InterruptedException {
    double[] cold = new double[COLD_STARTS];
    var warm = new Samples();
    for (int i = 0; i < COLD_STARTS; i++) {
      server.deploy("cold", NO_OP + " // " + i);
      cold[i] = seconds(() -> server.invoke("cold"));
      warm.add(seconds(() -> server.invoke("cold")));
    }
    Arrays.sort(cold);
    row(
        "cold start, a new version of an action",
        String.format(
            Locale.ROOT,
            "p50 %.1f ms, p95 %.1f ms",
            1000 * cold[COLD_STARTS / 2],
            1000 * cold[(int) (0.95 * COLD_STARTS)]),
        String.format(
            Locale.ROOT,
            "warm after it: %.1f ms, ratio %.1f",
            1000 * warm.median(),
            cold[COLD_STARTS / 2] / warm.median()),
        "");
  }

  /** In a server of its own, which has nothing else to free, and whose store is not full. */
  private void memory() throws IOException, InterruptedException {
    try (var server = new ServerUnderLoad("--memory", Integer.toString(2 * 256 * (2 * IDLE)))) {
      idle(server, "first");
      long before = server.heap();
      idle(server, "idle");
      row(
          "memory of an idle container",
          String.format(Locale.ROOT, "%,.0f KiB", (server.heap() - before) / 1024.0 / IDLE),
          "heap after a collection, %d actions".formatted(IDLE),
          "");
      server.deploy("noop", NO_OP);
      List<byte[]> invocation = List.of(server.invocation("noop"));
      try (var load = new HttpLoad(server.apihost(), 64)) {
        load.run(invocation, STORED); // its containers and connections
        long empty = server.heap();
        load.run(invocation, STORED);
        row(
            "memory of a stored activation",
            String.format(Locale.ROOT, "%,.0f bytes", (server.heap() - empty) / (double) STORED),
            "heap after a collection, %,d no-ops".formatted(STORED),
            "");
      }
    }
  }

  private static void idle(ServerUnderLoad server, String name)
      throws IOException, InterruptedException {
    for (int i = 0; i < IDLE; i++) {
      server.deploy(name + i, NO_OP);
      server.invoke(name + i);
    }
  }

  /** The store of records is full long before: what grows from there on would grow for ever. */
  private void flat(ServerUnderLoad server) throws IOException, InterruptedException {
    List<byte[]> invocation = List.of(server.invocation("noop"));
    int step = Math.min(HEAP_EVERY, activations / 4);
    var heap = new HeapSlope();
    double rate = 0;
    try (var load = new HttpLoad(server.apihost(), 64)) {
      load.run(invocation, MAX_RECORDS);
      heap.add(0, server.heap());
      for (int done = step; done <= activations; done += step) {
        rate = load.run(invocation, step).perSecond();
        heap.add(done, server.heap());
        out.printf(
            Locale.ROOT,
            "%,d activations, %,.0f/s: heap after a collection %.1f MiB%n",
            done,
            rate,
            heap.lastMiB());
        out.flush();
      }
    }
    row(
        "%,d activations".formatted(activations),
        String.format(
            Locale.ROOT,
            "heap after a collection: %.1f MiB at first, %.1f MiB at last",
            heap.firstMiB(),
            heap.lastMiB()),
        String.format(Locale.ROOT, "%,.0f/s in the last %,d", rate, step),
        String.format(
            Locale.ROOT,
            "flat → %+.2f bytes an activation, measured every %,d",
            heap.bytesPerActivation(),
            step));
  }

  /** A loop on all processors, against the same in contexts with nothing around them. */
  private void pi(ServerUnderLoad server) throws IOException, InterruptedException {
    Path source = MainBenchmark.copy("pi.js", Files.createTempDirectory("whiskbook-bench"));
    int cores = Runtime.getRuntime().availableProcessors();
    server.deploy("pi", Files.readString(source));
    var chunks =
        IntStream.range(0, PI_CHUNKS)
            .mapToObj(i -> "{\"seed\": %d, \"points\": %d}".formatted(i, PI_POINTS))
            .map(arguments -> server.invocation("pi", arguments))
            .toList();
    var ours = new Samples();
    var bare = new Samples();
    try (var load = new HttpLoad(server.apihost(), cores);
        var contexts =
            new Rounds(
                Peers.bareContexts(Product.running(), source, cores, PI_CHUNKS, PI_POINTS))) {
      for (int round = -2; round < rounds; round++) { // the first two warm up
        double seconds = PI_CHUNKS / load.run(chunks, PI_CHUNKS).perSecond();
        double alone = contexts.run();
        if (round >= 0) {
          ours.add(seconds);
          bare.add(alone);
        }
      }
    }
    double speed = bare.ratioTo(ours);
    row(
        "π, %d actions of %,d points on %d processors".formatted(PI_CHUNKS, PI_POINTS, cores),
        String.format(Locale.ROOT, "%.3f s", ours.median()),
        String.format(Locale.ROOT, "%d bare contexts: %.3f s", cores, bare.median()),
        String.format(Locale.ROOT, "≥ 0.9 × their speed → %.2f", speed));
  }

  /** From the start of the process to the result of a no-op, against a bare context's. */
  private void firstResult() throws IOException, InterruptedException {
    Path source = Files.createTempDirectory("whiskbook-bench").resolve("noop.js");
    Files.writeString(source, NO_OP);
    var ours = new Samples();
    var bare = new Samples();
    var uncached = new Samples();
    List<String> context = Peers.bareContexts(Product.running(), source, 1, 1, 0);
    for (int round = 0; round < rounds; round++) {
      ours.add(
          seconds(
              () -> {
                try (var server = new ServerUnderLoad()) {
                  server.deploy("hello", NO_OP);
                  server.invoke("hello");
                }
              }));
      bare.add(seconds(() -> runOnce(context)));
      uncached.add(seconds(() -> runOnce(Peers.withoutCache(context))));
    }
    row(
        "process start to the first result",
        String.format(Locale.ROOT, "%.2f s", ours.median()),
        String.format(
            Locale.ROOT,
            "a bare GraalJS context: %.2f s; from no ahead-of-time cache: %.2f s",
            bare.median(),
            uncached.median()),
        String.format(
            Locale.ROOT, "≤ 1.5 × → %.2f; %.2f", ours.ratioTo(bare), ours.ratioTo(uncached)));
  }

  private static void runOnce(List<String> command) throws IOException, InterruptedException {
    try (var context = new Rounds(command)) {
      context.run();
    }
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private static double seconds(Work work) throws IOException, InterruptedException {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static String ms(Samples seconds) {
    return String.format(Locale.ROOT, "%.1f ms", 1000 * seconds.median());
  }
}
