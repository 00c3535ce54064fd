package dev.whiskbook.install;

import dev.whiskbook.kernel.jupyter.ConnectionFile;
import dev.whiskbook.kernel.jupyter.JupyterKernel;
import dev.whiskbook.kernel.jupyter.KernelStartException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kernel}: the Jupyter kernel; Jupyter starts it as the kernelspec says. */
@Command(
    name = "kernel",
    description = "The Jupyter kernel: what Jupyter starts. To use it, say: whiskbook install")
final class KernelCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "CONNECTION_FILE",
      description = "The sockets and the key, as Jupyter wrote them down.")
  private Path connectionFile;

  /** For picocli. */
  KernelCommand() {}

  KernelCommand(Path connectionFile) {
    this.connectionFile = connectionFile;
  }

  @Override
  public Integer call() throws InterruptedException {
    Product product = Product.running();
    Path home = Path.of(System.getProperty("user.home"));
    try (var kernel =
        JupyterKernel.start(
            ConnectionFile.read(connectionFile),
            HistoryLocation.file(System.getenv(), home),
            () -> Sessions.openForCells(product))) {
      kernel.followProcess();
      openLibraries();
      kernel.await();
      return 0;
    } catch (KernelStartException e) {
      throw new CommandException(e.getMessage(), e);
    }
  }

  /**
   * While the front end connects. Before the first cell the JDK searches all jars for a part of its
   * compiler that is in none of them, and to open them takes a while.
   */
  private static void openLibraries() {
    var _ = ClassLoader.getSystemResource("in none of them");
  }
}
