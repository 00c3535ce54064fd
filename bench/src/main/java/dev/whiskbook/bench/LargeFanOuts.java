package dev.whiskbook.bench;

import dev.whiskbook.whisk.Journal;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.Whisk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Fan-outs whose results together are larger than the heap of their JVM, which is one of its own.
 * Argument: {@code embedded} for 10,000 and 100,000 in a notebook, {@code simulated} for 100,000
 * and 1,000,000 of the library against a simulated server. Prints the seconds of both, and the MB
 * that a collection leaves of the heap.
 */
final class LargeFanOuts {
  static final int HEAP_MB = 256;

  private LargeFanOuts() {}

  /** What was measured. */
  record Measured(double tenthSeconds, double seconds, long liveMb) {}

  /** Runs them in a JVM with that heap, and the other options of this one. */
  static Measured measure(String kind) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(
        List.of(
            "-Xmx" + HEAP_MB + "m",
            "-cp",
            System.getProperty("java.class.path"),
            LargeFanOuts.class.getName(),
            kind));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String last = null;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line;
      }
      if (process.waitFor() != 0 || last == null) {
        throw new IOException("The JVM with a heap of " + HEAP_MB + " MB failed.");
      }
      String[] told = last.split(" ");
      return new Measured(
          Double.parseDouble(told[0]), Double.parseDouble(told[1]), Long.parseLong(told[2]));
    }
  }

  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out; // a session takes System.out for its cells
    if (arguments[0].equals("embedded")) {
      embedded(out);
    } else {
      simulated(out);
    }
    System.exit(0);
  }

  private static void embedded(PrintStream out) {
    try (var notebook = new NotebookSession()) {
      notebook.run("%%action noop\nfunction main() { return {}; }");
      for (int i = 0; i < 3; i++) {
        notebook.run("%fanout 10000 noop"); // warm on both sides
      }
      double tenth = notebook.time("%fanout 10000 noop");
      tell(out, tenth, notebook.time("%fanout 100000 noop"));
    }
  }

  private static void simulated(PrintStream out) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("whiskbook-bench");
    Path file = folder.resolve("runs.journal");
    try (var server = new SimulatedServer();
        Journal journal = Journal.at(file);
        Whisk whisk = Whisk.connect(server::target, journal)) {
      whisk.fanOut("noop").run(20_000);
      double tenth = seconds(whisk, 100_000);
      tell(out, tenth, seconds(whisk, 1_000_000));
    } finally {
      try (var files = Files.list(folder)) {
        for (Path each : files.toList()) {
          Files.delete(each);
        }
      }
      Files.delete(folder);
    }
  }

  private static double seconds(Whisk whisk, int count) throws InterruptedException {
    Run run = whisk.fanOut("noop").run(count);
    if (!run.missing().isEmpty()) {
      throw new IllegalStateException("Some are missing: " + run.missing());
    }
    return run.wall().toMillis() / 1e3;
  }

  private static void tell(PrintStream out, double tenthSeconds, double seconds) {
    System.gc();
    Runtime jvm = Runtime.getRuntime();
    long live = (jvm.totalMemory() - jvm.freeMemory()) >> 20;
    out.println(tenthSeconds + " " + seconds + " " + live);
  }
}
