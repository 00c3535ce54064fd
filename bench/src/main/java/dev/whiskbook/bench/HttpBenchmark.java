package dev.whiskbook.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench http}: which HTTP server the embedded OpenWhisk should have. */
@Command(
    name = "http",
    description = {
      "Helidon, Jetty, Undertow and the JDK's HTTP server with the same tiny handler, each in a",
      "process of its own with the JVM options of the embedded OpenWhisk, under the same load in turns."
    },
    mixinStandardHelpOptions = true)
final class HttpBenchmark implements Callable<Integer> {

  private static final List<String> SERVERS = List.of("helidon", "jetty", "undertow", "jdk");
  private static final int[] CONNECTIONS = {1, 64, 256};
  private static final int WARM_UP = 30_000;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "measured rounds of each (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--requests",
      defaultValue = "20000",
      description = "requests in each round (default: ${DEFAULT-VALUE})")
  private int requests;

  @Mixin private SaveOption results;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    String about =
        ResultsFile.about("http --rounds %d --requests %d".formatted(rounds, requests))
            + " Requests a second and p99, medians of rounds in turns; in brackets the median of the"
            + " ratios to Helidon.\n\n";
    var processes = new LinkedHashMap<String, Process>();
    var table = new StringBuilder();
    try {
      Map<String, URI> servers = start(processes);
      table.append("| connections | ").append(String.join(" | ", SERVERS)).append(" |\n|---|");
      table.append("---|".repeat(SERVERS.size())).append('\n');
      for (int connections : CONNECTIONS) {
        table.append(measure(servers, connections));
      }
    } finally {
      processes.values().forEach(Process::destroy);
    }
    out.println(about + table);
    results.save("http", "HTTP servers", about + table, out);
    return 0;
  }

  private Map<String, URI> start(Map<String, Process> processes)
      throws IOException, InterruptedException {
    Map<String, URI> servers = new LinkedHashMap<>();
    for (String server : SERVERS) {
      Process process = TinyServers.launch(server);
      processes.put(server, process);
      URI address = TinyServers.address(process);
      servers.put(server, address);
      try (var load = new HttpLoad(address, 64)) {
        load.run(request(address), WARM_UP);
      }
    }
    return servers;
  }

  private static List<byte[]> request(URI address) {
    return List.of(HttpLoad.request("POST", address, "/", "", "{\"n\":1}"));
  }

  private String measure(Map<String, URI> servers, int connections)
      throws IOException, InterruptedException {
    Map<String, Samples> rates = new LinkedHashMap<>();
    Map<String, Samples> tails = new LinkedHashMap<>();
    for (int round = -1; round < rounds; round++) {
      for (Map.Entry<String, URI> server : servers.entrySet()) {
        try (var load = new HttpLoad(server.getValue(), connections)) {
          HttpLoad.Outcome outcome = load.run(request(server.getValue()), requests);
          if (round >= 0) {
            rates.computeIfAbsent(server.getKey(), _ -> new Samples()).add(outcome.perSecond());
            tails.computeIfAbsent(server.getKey(), _ -> new Samples()).add(outcome.quantile(0.99));
          }
        }
      }
    }
    var cells = new ArrayList<String>();
    for (String server : SERVERS) {
      cells.add(
          String.format(
              Locale.ROOT,
              "%,.0f/s, %.1f ms (%.2f)",
              rates.get(server).median(),
              1000 * tails.get(server).median(),
              rates.get(server).ratioTo(rates.get(SERVERS.getFirst()))));
    }
    return "| %d | %s |%n".formatted(connections, String.join(" | ", cells));
  }
}
