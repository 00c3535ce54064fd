package dev.whiskbook.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./whiskbook bench NAME}. */
@Command(
    name = "bench",
    description = "Benchmarks that print ratios against peers, measured in the same run.",
    mixinStandardHelpOptions = true,
    subcommands = {
      MainBenchmark.class,
      KernelBenchmark.class,
      SessionBenchmark.class,
      FanOutBenchmark.class,
      StandaloneBenchmark.class,
      HttpBenchmark.class,
      ClientsBenchmark.class,
      PlotsBenchmark.class
    })
public final class Main implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
  }

  @Override
  public void run() {
    String names = String.join(", ", spec.subcommands().keySet());
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Which benchmark? There is: " + names);
  }
}
