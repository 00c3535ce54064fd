package dev.whiskbook.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench clients}: which HTTP client a fan-out should have. */
@Command(
    name = "clients",
    description = {
      "HTTP clients in the way of a fan-out: blocking POSTs of some 100 bytes from virtual threads, over",
      "kept-alive connections to a tiny server in a process of its own, in turns; processor time and time."
    },
    mixinStandardHelpOptions = true)
final class ClientsBenchmark implements Callable<Integer> {

  private static final int[] CONNECTIONS = {64, 32};

  @Option(
      names = "--rounds",
      defaultValue = "7",
      description = "measured rounds of each (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--requests",
      defaultValue = "10000",
      description = "requests in each round (default: ${DEFAULT-VALUE})")
  private int requests;

  @Mixin private SaveOption results;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    String about =
        ResultsFile.about("clients --rounds %d --requests %d".formatted(rounds, requests))
            + " Microseconds of this process's processor time for each request, and of time;"
            + " medians of rounds in turns, in brackets the median of the ratios to "
            + ClientLoad.FIRST
            + ".\n\n";
    Process process = TinyServers.launch("helidon");
    try {
      URI server = TinyServers.address(process);
      List<Map<String, ClientLoad.Measured>> all = new ArrayList<>();
      for (int connections : CONNECTIONS) {
        all.add(new ClientLoad(rounds, requests, Set.of()).measure(server, connections));
      }
      String table = table(all);
      out.println(about + table);
      results.save("clients", "HTTP clients", about + table, out);
    } finally {
      process.destroy();
    }
    return 0;
  }

  private static String table(List<Map<String, ClientLoad.Measured>> all) {
    var table = new StringBuilder("| client |");
    for (int connections : CONNECTIONS) {
      table.append(" processor time, %1$d at once | time, %1$d at once |".formatted(connections));
    }
    table.append("\n|---|").append("---|---|".repeat(CONNECTIONS.length)).append('\n');
    for (String name : all.getFirst().keySet()) {
      table.append("| ").append(name).append(" |");
      for (Map<String, ClientLoad.Measured> each : all) {
        ClientLoad.Measured own = each.get(name);
        ClientLoad.Measured first = each.get(ClientLoad.FIRST);
        table.append(cell(own.cpu(), first.cpu())).append(cell(own.wall(), first.wall()));
      }
      table.append('\n');
    }
    return table.toString();
  }

  private static String cell(Samples samples, Samples first) {
    return " %.0f µs (%.2f) |".formatted(1e6 * samples.median(), samples.ratioTo(first));
  }
}
