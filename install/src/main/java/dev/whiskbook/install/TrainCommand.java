package dev.whiskbook.install;

import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.jupyter.ConnectionFile;
import dev.whiskbook.kernel.jupyter.JupyterKernel;
import dev.whiskbook.kernel.jupyter.KernelStartException;
import dev.whiskbook.kernel.jupyter.Rehearsal;
import dev.whiskbook.kernel.notebook.Notebook;
import dev.whiskbook.kernel.notebook.NotebookException;
import dev.whiskbook.kernel.notebook.NotebookRunner;
import dev.whiskbook.kernel.notebook.RunOutcome;
import dev.whiskbook.kernel.notebook.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code train}: what the build runs to make the ahead-of-time caches. The classes that it loads
 * are those that later start fast, so it does what the first minute of a session does.
 *
 * <p>The JVM links all classes of its cache when it starts. The 4,000 of GraalJS, which actions and
 * charts need, make a start 0.1 s longer and save a second of the first fan-out: they are in the
 * cache of {@code run}, which is for notebooks that fan out, and not in the kernel's.
 */
@Command(name = "train", hidden = true)
final class TrainCommand implements Callable<Integer> {

  private enum Cache {
    KERNEL,
    NOTEBOOK,
    STANDALONE
  }

  /** What first cells are like; the last ones fail. */
  private static final List<String> FIRST_CELLS =
      List.of(
          "1 + 1",
          "int x = 5;",
          "System.out.println(x);",
          "List.of(1, 2, 3).stream().mapToInt(i -> i * x).sum()",
          "String greet(String name) { return \"Hello, \" + name; }",
          "greet(\"you\")",
          "record Point(int x, int y) {}",
          "var points = new ArrayList<Point>(); for (int i = 0; i < 3; i++) points.add(new Point(i, i));",
          "points",
          "%fanout --help",
          "points.missing()",
          "int zero = 0; x / zero");

  @Parameters(index = "0", paramLabel = "CACHE", description = "kernel, notebook or standalone")
  private Cache cache;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      arity = "0..1",
      description =
          "Where the embedded OpenWhisk's JVM writes its cache; the others are this one's.")
  private Path file;

  @Override
  public Integer call()
      throws IOException, NotebookException, KernelStartException, InterruptedException {
    return switch (cache) {
      case KERNEL -> kernel();
      case NOTEBOOK -> notebook();
      case STANDALONE -> StandaloneTraining.record(Product.running(), file);
    };
  }

  private static int kernel() throws IOException, KernelStartException {
    Product product = Product.running();
    SqliteLibrary.unpack(product);
    try (var kernel =
        JupyterKernel.start(ConnectionFile.loopback(), () -> Sessions.openForFirstCells(product))) {
      Rehearsal.with(kernel, FIRST_CELLS);
    }
    return 0;
  }

  private static int notebook() throws IOException, NotebookException {
    PrintStream out = System.out;
    PrintStream err = System.err;
    Path folder = Files.createTempDirectory("whiskbook-train");
    Path notebook = folder.resolve("train.ipynb");
    try (var resource = TrainCommand.class.getResourceAsStream("train.ipynb")) {
      Files.copy(resource, notebook, StandardCopyOption.REPLACE_EXISTING);
    }
    try (Session session = Sessions.open(Product.running())) {
      var runner =
          new NotebookRunner(
              Notebook.read(notebook), notebook, session::execute, new Terminal(out, err, false));
      RunOutcome outcome = runner.run();
      assist(session);
      return outcome instanceof RunOutcome.Completed ? 0 : 1;
    } finally {
      Files.delete(notebook);
      Files.delete(folder);
    }
  }

  /** What an editor asks while cells are written, often enough for the compiler's profile. */
  private static void assist(Session session) {
    for (int i = 0; i < 40; i++) {
      for (String code :
          List.of("int n = \"\".len", "Stream.of(1).map(x -> x.int", "new ArrayDeq")) {
        session.complete(code, code.length());
      }
      for (String code : List.of("\"\".substring", "Math.max(1, 2)", "String")) {
        session.inspect(code, code.length(), 0);
      }
      session.isComplete("if (true) {");
    }
  }
}
