package dev.whiskbook.bench;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.CellRequest;
import dev.whiskbook.kernel.CellResult;
import dev.whiskbook.kernel.Session;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a cell costs above a bare JShell in the same JVM, whether cells become slower or memory
 * grows with their number, what the stop check costs in a hot loop, and how soon an interrupt is
 * answered.
 */
@Command(
    name = "session",
    description = "Cells in one JVM: against a bare JShell, many of them, hot loops, interrupts.",
    mixinStandardHelpOptions = true)
public final class SessionBenchmark implements Runnable {

  private static final List<String> IMPORTS =
      List.of(
          "java.util.*",
          "java.util.function.*",
          "java.util.stream.*",
          "static dev.whiskbook.kernel.Display.*");

  private static final String HOT_LOOP =
      """
      long hot(int[] a, int rounds) {
        long sum = 0;
        for (int r = 0; r < rounds; r++) {
          for (int i = 0; i < a.length; i++) {
            sum += (long) a[i] * a[i] ^ r;
          }
        }
        return sum;
      }
      """;

  @Option(
      names = "--cells",
      defaultValue = "2000",
      description = "Cells of each kind (default: ${DEFAULT-VALUE}).")
  int cells;

  @Option(
      names = "--repeats",
      defaultValue = "5000",
      description = "Executions of the one cell (default: ${DEFAULT-VALUE}).")
  int repeats;

  // Not System.out, which a session takes over.
  private final PrintWriter out =
      new PrintWriter(new PrintStream(System.out), true, Charset.defaultCharset());

  @Override
  public void run() {
    againstJShell();
    manyCells();
    oneCellAgainAndAgain();
    hotLoop();
    interrupt();
  }

  private static Session session() {
    return Session.builder().imports(IMPORTS.toArray(String[]::new)).open();
  }

  private static void execute(Session session, String code) {
    if (session.execute(CellRequest.of(code), CellOutput.NOWHERE)
        instanceof CellResult.Failure failure) {
      throw new IllegalStateException(String.join("\n", failure.error().traceback()));
    }
  }

  private static double milliseconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }

  private static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private void againstJShell() {
    try (Session session = session();
        JShell jshell = JShell.builder().executionEngine("local").build()) {
      IMPORTS.forEach(name -> jshell.eval("import " + name + ";"));
      execute(session, "List.of(); int i = 1;");
      jshell.eval("int i = 1;");
      var ours = new double[300];
      var bare = new double[300];
      for (int n = -100; n < ours.length; n++) { // in turns, the first to warm up
        double cell = milliseconds(() -> execute(session, "i + 1"));
        double raw = milliseconds(() -> dropped(jshell, jshell.eval("i + 1")));
        if (n >= 0) {
          ours[n] = cell;
          bare[n] = raw;
        }
      }
      out.printf(
          Locale.ROOT,
          "A cell i + 1, p50             %6.2f ms; bare JShell.eval %6.2f ms; difference %+.2f ms%n",
          median(ours),
          median(bare),
          median(ours) - median(bare));
    }
  }

  /** Else each evaluation would make the next one slower. */
  private static void dropped(JShell jshell, List<SnippetEvent> events) {
    events.forEach(event -> jshell.drop(event.snippet()));
  }

  private void manyCells() {
    Map<String, IntFunction<String>> kinds = new TreeMap<>();
    kinds.put("expressions", n -> "i + " + n);
    kinds.put("assignments", n -> "i += " + n);
    kinds.put("statements", n -> "for (int k = 0; k < 3; k++) { i += " + n + "; }");
    kinds.put("declarations", n -> "int v = " + n + ";");
    kinds.forEach(
        (name, code) -> {
          try (Session session = session()) {
            execute(session, "int i = 0;");
            var times = new double[cells];
            for (int n = 0; n < cells; n++) {
              String cell = code.apply(n);
              times[n] = milliseconds(() -> execute(session, cell));
            }
            int window = Math.max(1, Math.min(50, cells / 4));
            int from = Math.min(100, cells - window);
            double early = median(Arrays.copyOfRange(times, from, from + window));
            double late = median(Arrays.copyOfRange(times, cells - window, cells));
            out.printf(
                Locale.ROOT,
                "%-13s the %,d. against the 100.: %.2f  (%.2f ms, %.2f ms)%n",
                name,
                cells,
                late / early,
                late,
                early);
          }
        });
  }

  private void oneCellAgainAndAgain() {
    String same =
        """
        int twice(int x) { return 2 * x; }
        record Pair(int a, int b) {}
        var list = new ArrayList<Pair>();
        for (int k = 0; k < 3; k++) { list.add(new Pair(k, twice(k))); }
        list.stream().mapToInt(Pair::b).sum()
        """;
    again("one cell", _ -> same);
    again("one method, with another body each time", n -> "int f(int x) { return x + " + n + "; }");
    again("one class, with another member each time", n -> "class C { int x" + n + "; }");
  }

  private void again(String what, IntFunction<String> code) {
    try (Session session = session()) {
      for (int n = 0; n < Math.min(300, repeats); n++) {
        execute(session, code.apply(n));
      }
      String before = memory();
      for (int n = 300; n < repeats; n++) {
        execute(session, code.apply(n));
      }
      out.printf("%s, %,d times: %s; after 300 times: %s%n", what, repeats, memory(), before);
    }
  }

  private static String memory() {
    System.gc();
    double metaspace =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(
                pool ->
                    pool.getName().contains("Metaspace") || pool.getName().contains("Class Space"))
            .mapToLong(SessionBenchmark::used)
            .sum();
    double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    return String.format(
        Locale.ROOT,
        "heap %.0f MB, metaspace %.0f MB, %,d classes",
        heap / 1e6,
        metaspace / 1e6,
        classes);
  }

  private static long used(MemoryPoolMXBean pool) {
    return pool.getUsage().getUsed();
  }

  private void hotLoop() {
    try (Session session = session()) {
      execute(session, HOT_LOOP);
      execute(session, "int[] numbers = IntStream.range(0, 10_000).toArray();");
      ToDoubleFunction<String> cell = code -> milliseconds(() -> execute(session, code));
      int[] numbers = java.util.stream.IntStream.range(0, 10_000).toArray();
      var ratios = new double[15];
      for (int n = -5; n < ratios.length; n++) {
        double ours =
            cell.applyAsDouble("hot(numbers, 50_000)") - cell.applyAsDouble("hot(numbers, 0)");
        double compiled = milliseconds(() -> sink = hot(numbers, 50_000));
        if (n >= 0) {
          ratios[n] = ours / compiled;
        }
      }
      out.printf(
          Locale.ROOT,
          "A hot loop in a cell against the same in a compiled class: %.2f%n",
          median(ratios));
    }
  }

  @SuppressWarnings("UnusedVariable") // so that the loop is not left out
  private static volatile long sink;

  private static long hot(int[] a, int rounds) {
    long sum = 0;
    for (int r = 0; r < rounds; r++) {
      for (int i = 0; i < a.length; i++) {
        sum += (long) a[i] * a[i] ^ r;
      }
    }
    return sum;
  }

  private void interrupt() {
    try (Session session = session()) {
      var times = new double[15];
      for (int n = 0; n < times.length; n++) {
        var started = new Semaphore(0);
        CompletableFuture<CellResult> result =
            CompletableFuture.supplyAsync(
                () ->
                    session.execute(
                        CellRequest.of("System.out.print('.');\nwhile (true) {}"),
                        new StartSignal(started)));
        started.acquireUninterruptibly();
        times[n] =
            milliseconds(
                () -> {
                  session.interrupt();
                  result.join();
                });
      }
      out.printf(
          Locale.ROOT,
          "while (true) {}: interrupt to the cell's end, p50 %.1f ms%n",
          median(times));
    }
  }
}
