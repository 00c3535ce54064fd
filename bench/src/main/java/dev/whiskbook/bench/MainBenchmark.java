package dev.whiskbook.bench;

import dev.whiskbook.install.Product;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench main}: what a user of the main job waits for. */
@Command(
    name = "main",
    description =
        "No-ops and π through %%fanout, and the start of the kernel, each against a peer.",
    mixinStandardHelpOptions = true)
final class MainBenchmark implements Callable<Integer> {

  private static final int ACTIONS = 64;
  private static final int POINTS = 100_000_000;

  @Option(
      names = "--rounds",
      defaultValue = "7",
      description = "measured rounds of each part (default: 7)")
  private int rounds;

  @Option(
      names = "--python",
      defaultValue = "${env:WHISKBOOK_PYTHON}",
      description = "a Python with jupyter_client and ipykernel, for the start of the kernel")
  private Path python;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  private PrintWriter out;

  @Override
  public Integer call() throws Exception {
    out = spec.commandLine().getOut();
    Path folder = Files.createTempDirectory("whiskbook-bench");
    int cores = Runtime.getRuntime().availableProcessors();
    out.printf(
        Locale.ROOT,
        "JDK %s, %d cores, %d rounds of each, medians; ratios are medians of pairs measured in turns.%n%n",
        Runtime.version(),
        cores,
        rounds);
    try (var notebook = new NotebookSession()) {
      noOps(notebook);
      pi(notebook, folder, cores);
    }
    new KernelStart(out, rounds, python, folder).measure();
    return 0;
  }

  /**
   * The limit of the wire: as many requests that do nothing, on as many connections, by the JDK's
   * own client.
   */
  private void noOps(NotebookSession notebook) throws IOException, InterruptedException {
    notebook.run("%%action noop\nfunction main() { return {}; }");
    notebook.run("%fanout 1000 noop");
    String apihost = notebook.run("whisk.target().apihost().toString()");
    var fanOut = new Samples();
    var pings = new Samples();
    try (var wire = new Pings(apihost, 1000)) {
      for (int round = -2; round < rounds; round++) { // the first two warm up
        double fanOutSeconds = notebook.time("%fanout 1000 noop");
        double pingSeconds = wire.run();
        if (round >= 0) {
          fanOut.add(fanOutSeconds);
          pings.add(pingSeconds);
        }
      }
    }
    out.println("1,000 no-op activations, warm (aim: under 0.5 s)");
    out.println("  %fanout 1000 noop                " + fanOut);
    out.println("  1,000 GET /ping, the wire alone  " + pings);
    out.printf(Locale.ROOT, "  ratio                            %.2f%n%n", fanOut.ratioTo(pings));
    out.flush();
  }

  private void pi(NotebookSession notebook, Path folder, int cores) throws IOException {
    Path source = copy("pi.js", folder);
    Path workers = copy("pi-workers.js", folder);
    int points = POINTS / ACTIONS;
    notebook.run("%%action pi --timeout 60000\n" + Files.readString(source));
    String cell =
        "%%fanout %d pi --args '(i, n) -> Map.of(\"seed\", i, \"points\", %d)'"
            .formatted(ACTIONS, points);
    var fanOut = new Samples();
    var bare = new Samples();
    var node = new Samples();
    boolean hasNode = Peers.isOnPath("node");
    try (var contexts =
            new Rounds(Peers.bareContexts(Product.running(), source, cores, ACTIONS, points));
        var threads =
            hasNode
                ? new Rounds(Peers.nodeWorkers(workers, source, cores, ACTIONS, points))
                : null) {
      for (int round = -2; round < rounds; round++) {
        double fanOutSeconds = notebook.time(cell);
        double bareSeconds = contexts.run();
        double nodeSeconds = threads == null ? Double.NaN : threads.run();
        if (round >= 0) {
          fanOut.add(fanOutSeconds);
          bare.add(bareSeconds);
          node.add(nodeSeconds);
        }
      }
    }
    out.printf(
        Locale.ROOT,
        "100 million points over %d actions, warm (aim: ≤ 1.15 of bare contexts)%n",
        ACTIONS);
    out.println("  %fanout 64 pi                    " + fanOut);
    out.printf("  %d bare GraalJS contexts          %s%n", cores, bare);
    out.printf(Locale.ROOT, "  ratio                            %.2f%n", fanOut.ratioTo(bare));
    if (hasNode) {
      out.printf("  %d node worker threads            %s%n", cores, node);
      out.printf(Locale.ROOT, "  ratio                            %.2f%n", fanOut.ratioTo(node));
    } else {
      out.println("  node is not installed: not compared with its worker threads");
    }
    out.println();
    out.flush();
  }

  static Path copy(String resource, Path folder) throws IOException {
    Path file = folder.resolve(resource);
    try (InputStream in = MainBenchmark.class.getResourceAsStream(resource)) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }
}
