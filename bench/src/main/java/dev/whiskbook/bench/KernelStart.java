package dev.whiskbook.bench;

import dev.whiskbook.install.KernelSpec;
import dev.whiskbook.install.Product;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Process start to kernel_info_reply, in turns with ipykernel, by the same driver over
 * jupyter_client.
 */
final class KernelStart {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrintWriter out;
  private final int rounds;
  private final Path python;
  private final Path folder;

  KernelStart(PrintWriter out, int rounds, Path python, Path folder) {
    this.out = out;
    this.rounds = rounds;
    this.python = python;
    this.folder = folder;
  }

  void measure() throws IOException, InterruptedException {
    out.println("Kernel process start to kernel_info_reply");
    if (python == null || !Files.isExecutable(python)) {
      out.println(
          "  not measured: it takes a Python with jupyter_client and ipykernel. ./whiskbook test installs one; or name one with --python.");
      return;
    }
    Path prefix = folder.resolve("prefix");
    KernelSpec.under(prefix).write(Product.running());
    Path venv = python.toAbsolutePath().getParent().getParent();
    Map<String, String> kernels = new TreeMap<>();
    kernels.put("whiskbook", prefix.resolve("share/jupyter/kernels").toString());
    kernels.put("python3", venv.resolve("share/jupyter/kernels").toString());
    Map<String, Samples> samples = run(JSON.writeValueAsString(kernels));
    Samples ours = samples.get("whiskbook");
    Samples theirs = samples.get("python3");
    out.println("  whiskbook                        " + ours);
    out.println("  ipykernel                        " + theirs);
    out.printf(Locale.ROOT, "  ratio                            %.2f%n", ours.ratioTo(theirs));
    out.flush();
  }

  private Map<String, Samples> run(String kernels) throws IOException, InterruptedException {
    Path script = MainBenchmark.copy("kernel_start.py", folder);
    Path log = folder.resolve("kernel_start.log");
    Map<String, Samples> samples = new TreeMap<>();
    PythonDriver.run(
        new ProcessBuilder(python.toString(), script.toString(), "" + rounds, kernels),
        log,
        start ->
            samples
                .computeIfAbsent(start.get("kernel").asString(), _ -> new Samples())
                .add(start.get("seconds").asDouble()));
    return samples;
  }
}
