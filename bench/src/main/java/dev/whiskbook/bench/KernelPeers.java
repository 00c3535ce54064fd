package dev.whiskbook.bench;

import dev.whiskbook.install.KernelSpec;
import dev.whiskbook.install.Product;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The kernels to compare, with the Python that drives them: in an environment that the benchmark
 * makes for itself, with the newest ipykernel and JJava.
 *
 * @param folder the environment, kept for the next time
 */
record KernelPeers(Path folder, Product product) {

  private PythonEnvironment environment() {
    return new PythonEnvironment(folder, List.of("ipykernel", "jjava", "jupyter_client", "psutil"));
  }

  /** Makes the environment, or brings it to the newest versions; without network it stays. */
  void install() throws IOException, InterruptedException {
    environment().install();
    KernelSpec.under(ours()).write(product);
  }

  /** The folder of kernelspecs of each kernel, by the name that Jupyter starts it by. */
  Map<String, String> kernels() {
    var kernels = new TreeMap<String, String>();
    kernels.put(KernelTable.OURS, ours().resolve("share/jupyter/kernels").toString());
    kernels.put(KernelTable.PYTHON, folder.resolve("share/jupyter/kernels").toString());
    kernels.put(KernelTable.JAVA, folder.resolve("share/jupyter/kernels").toString());
    return kernels;
  }

  /** The installed versions of the peers and the driver, such as {@code ipykernel 7.4.0}. */
  List<String> versions() throws IOException, InterruptedException {
    return environment().versions();
  }

  /** Starts the driver; JJava's kernelspec says java, and gets the JDK that runs us. */
  ProcessBuilder driver(Path script, String task) {
    var builder = new ProcessBuilder(python().toString(), script.toString(), task);
    Path bin = product.javaHome().resolve("bin");
    String path = python().getParent() + File.pathSeparator + bin;
    builder.environment().merge("PATH", path, (old, ours) -> ours + File.pathSeparator + old);
    return builder;
  }

  private Path ours() {
    return folder.resolve("whiskbook");
  }

  private Path python() {
    return environment().python();
  }
}
