package dev.whiskbook.install;

import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.jupyter.ConnectionFile;
import dev.whiskbook.kernel.jupyter.JupyterKernel;
import dev.whiskbook.kernel.jupyter.KernelStartException;
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

/**
 * {@code train}: what the build runs to make the ahead-of-time cache. The classes that it loads are
 * those that later start fast, so it does what a notebook's first cells do.
 */
@Command(name = "train", hidden = true)
final class TrainCommand implements Callable<Integer> {

  @Override
  public Integer call() throws IOException, NotebookException, KernelStartException {
    PrintStream out = System.out;
    PrintStream err = System.err;
    Path folder = Files.createTempDirectory("whiskbook-train");
    Path notebook = folder.resolve("train.ipynb");
    try (var resource = TrainCommand.class.getResourceAsStream("train.ipynb")) {
      Files.copy(resource, notebook, StandardCopyOption.REPLACE_EXISTING);
    }
    Session session = Sessions.open(Product.running());
    // The kernel is opened for the classes of its sockets; it closes the session with it.
    try (var _ = JupyterKernel.start(ConnectionFile.loopback(), () -> session)) {
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
