package dev.whiskbook.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code install}: makes the kernel known to Jupyter. */
@Command(
    name = "install",
    description =
        "Makes the kernel \"Java (Whiskbook)\" known to Jupyter. It runs from this folder: install again after moving it.")
final class InstallCommand implements Callable<Integer> {

  @ArgGroup private Place place = new Place();

  private static final class Place {
    @Option(
        names = "--user",
        description = "For you alone, in Jupyter's data folder (the default).")
    private boolean user;

    @Option(
        names = "--prefix",
        paramLabel = "DIR",
        description = "For the Python or conda environment in this folder, such as /usr/local.")
    private Path prefix;
  }

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    KernelSpec kernelSpec =
        place.user || place.prefix == null
            ? KernelSpec.ofUser(System.getenv())
            : KernelSpec.under(place.prefix.toAbsolutePath().normalize());
    boolean update = kernelSpec.exists();
    try {
      kernelSpec.write(Product.running());
    } catch (IOException e) {
      throw new CommandException(
          "The kernel cannot be installed to %s (%s): choose another folder with --prefix, or install for yourself with --user."
              .formatted(kernelSpec.folder(), e),
          e);
    }
    spec.commandLine()
        .getOut()
        .printf(
            "The kernel \"Java (Whiskbook)\" is %s: %s%nStart it from JupyterLab's launcher, or: jupyter console --kernel %s%n",
            update ? "updated" : "installed", kernelSpec.folder(), KernelSpec.NAME);
    return 0;
  }
}
