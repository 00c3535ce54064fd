package dev.whiskbook.bench;

import dev.whiskbook.install.KernelSpec;
import dev.whiskbook.install.Product;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The kernels to compare, with the Python that drives them: in an environment that the benchmark
 * makes for itself, with the newest ipykernel and JJava.
 *
 * @param folder the environment, kept for the next time
 */
record KernelPeers(Path folder, Product product) {

  private static final List<String> PACKAGES =
      List.of("ipykernel", "jjava", "jupyter_client", "psutil");

  /** Makes the environment, or brings it to the newest versions; without network it stays. */
  void install() throws IOException, InterruptedException {
    if (!Files.isExecutable(python())) {
      require(run("python3", "-m", "venv", "--clear", folder.toString()), "python3 -m venv");
    }
    int code =
        run(
            python().toString(),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--upgrade",
            PACKAGES.get(0),
            PACKAGES.get(1),
            PACKAGES.get(2),
            PACKAGES.get(3));
    if (code != 0 && versions().size() < PACKAGES.size()) {
      require(code, "pip install " + String.join(" ", PACKAGES));
    }
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
    Process list =
        new ProcessBuilder(python().toString(), "-m", "pip", "list", "--format=freeze")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String text = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    list.waitFor();
    return text.lines()
        .filter(line -> PACKAGES.contains(line.replaceFirst("==.*", "").replace('-', '_')))
        .map(line -> line.replace("==", " "))
        .collect(Collectors.toList());
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
    return folder.resolve("bin/python");
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static void require(int code, String command) throws IOException {
    if (code != 0) {
      throw new IOException(
          "The peers cannot be installed: '"
              + command
              + "' failed. Check Python 3 and the network.");
    }
  }
}
