package dev.whiskbook.bench;

import dev.whiskbook.install.Product;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench kernel}: our kernel against ipykernel and JJava, by one driver, in turns. */
@Command(
    name = "kernel",
    description = {
      "The kernel against ipykernel and JJava: starts, requests, cells, output, interrupts, memory.",
      "Prints a table, and puts it into bench/RESULTS.md with --save. Takes some minutes; the peers",
      "are installed into an environment of the benchmark's own."
    },
    mixinStandardHelpOptions = true)
final class KernelBenchmark implements Callable<Integer> {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Option(
      names = "--rounds",
      defaultValue = "7",
      description = "starts of each kernel (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--blocks",
      defaultValue = "7",
      description = "blocks of 40 requests of each kind to each kernel (default: ${DEFAULT-VALUE})")
  private int blocks;

  @Option(
      names = "--cells",
      defaultValue = "2000",
      description =
          "cells of each kind, for whether they become slower (default: ${DEFAULT-VALUE})")
  private int cells;

  @Option(
      names = "--peers",
      paramLabel = "DIR",
      required = true,
      defaultValue = "${env:WHISKBOOK_BENCH_PEERS}",
      description = "the environment with the peers; made if it is not there")
  private Path peersFolder;

  @Mixin private SaveOption results;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Instant begun = Instant.now();
    var peers = new KernelPeers(peersFolder.toAbsolutePath(), Product.running());
    peers.install();
    String about = about(peers.versions());
    out.println(about);
    out.flush();
    String table = KernelTable.of(measure(peers)).toMarkdown();
    out.println(table);
    out.printf("It took %d s.%n", Duration.between(begun, Instant.now()).toSeconds());
    out.flush();
    results.save("kernel", "The kernel against ipykernel and JJava", about + "\n" + table, out);
    return 0;
  }

  private Measurements measure(KernelPeers peers) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("whiskbook-bench");
    Path script = MainBenchmark.copy("kernel_peers.py", folder);
    Path log = folder.resolve("kernels.log");
    String task =
        JSON.writeValueAsString(
            Map.of("rounds", rounds, "blocks", blocks, "cells", cells, "kernels", peers.kernels()));
    var measurements = new Measurements();
    PythonDriver.run(
        peers.driver(script, task),
        log,
        sample ->
            measurements.add(
                sample.get("row").asString(),
                sample.get("kernel").asString(),
                sample.get("value").asDouble()));
    return measurements;
  }

  private String about(List<String> versions) {
    String command = "kernel --rounds %d --blocks %d --cells %d".formatted(rounds, blocks, cells);
    return ResultsFile.about(command)
        + " %s. Each kernel in turns by the same client over jupyter_client; times are medians, "
            .formatted(String.join(", ", versions))
        + "ratios are medians of the ratios of turns.\n";
  }
}
