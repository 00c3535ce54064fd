package dev.whiskbook.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --save}, for the benchmarks whose figures are kept. */
final class SaveOption {

  @Option(
      names = "--save",
      paramLabel = "FILE",
      arity = "0..1",
      fallbackValue = "bench/RESULTS.md",
      description = "put the table into this file (default: bench/RESULTS.md)")
  private Path file;

  /** Puts a benchmark's section into the file, if there is to be one. */
  void save(String benchmark, String heading, String text, PrintWriter out) throws IOException {
    if (file != null) {
      new ResultsFile(file).put(benchmark, heading, text);
      out.println("Saved in " + file);
    }
    out.flush();
  }
}
