package dev.whiskbook.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
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
  private static final int WARM_UP = 30_000;
  private static final String FIRST = "OkHttp, HTTP/1.1";

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

  private final OperatingSystemMXBean jvm =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** One way to send requests, over the connections that it has. */
  private interface Way extends AutoCloseable {
    void send(int requests) throws IOException, InterruptedException;

    @Override
    default void close() throws IOException {}
  }

  /** What was measured of it. */
  private record Measured(Samples cpu, Samples wall) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    String about =
        ResultsFile.about("clients --rounds %d --requests %d".formatted(rounds, requests))
            + " Microseconds of this process's processor time for each request, and of time;"
            + " medians of rounds in turns, in brackets the median of the ratios to "
            + FIRST
            + ".\n\n";
    Process process = TinyServers.launch("helidon");
    try {
      URI server = TinyServers.address(process);
      List<Map<String, Measured>> all = new ArrayList<>();
      for (int connections : CONNECTIONS) {
        all.add(measure(server, connections));
      }
      String table = table(all);
      out.println(about + table);
      results.save("clients", "HTTP clients", about + table, out);
    } finally {
      process.destroy();
    }
    return 0;
  }

  private static Map<String, Way> ways(URI server, int connections) throws IOException {
    Map<String, TinyClient> clients = new LinkedHashMap<>();
    clients.put(FIRST, TinyClients.okHttp(server, connections, false));
    clients.put("OkHttp, HTTP/2", TinyClients.okHttp(server, connections, true));
    clients.put("Helidon, HTTP/1.1", TinyClients.helidon(server, connections));
    clients.put("Helidon, HTTP/2", TinyClients.helidonH2(server));
    clients.put("Apache HttpComponents, HTTP/1.1", TinyClients.apache(server, connections));
    clients.put("JDK, HTTP/1.1", TinyClients.jdk(server, Version.HTTP_1_1));
    clients.put("JDK, HTTP/2", TinyClients.jdk(server, Version.HTTP_2));
    Map<String, Way> ways = new LinkedHashMap<>();
    clients.forEach((name, client) -> ways.put(name, new OfClient(client, connections)));
    ways.put("bare sockets", new Bare(server, new HttpLoad(server, connections)));
    return ways;
  }

  private Map<String, Measured> measure(URI server, int connections)
      throws IOException, InterruptedException {
    Map<String, Way> ways = ways(server, connections);
    Map<String, Measured> all = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, Way> way : ways.entrySet()) {
        way.getValue().send(WARM_UP); // until it is compiled
        all.put(way.getKey(), new Measured(new Samples(), new Samples()));
      }
      for (int round = 0; round < rounds; round++) {
        for (Map.Entry<String, Way> way : ways.entrySet()) {
          long cpu = jvm.getProcessCpuTime();
          long start = System.nanoTime();
          way.getValue().send(requests);
          Measured measured = all.get(way.getKey());
          measured.cpu.add((jvm.getProcessCpuTime() - cpu) / 1e9 / requests);
          measured.wall.add((System.nanoTime() - start) / 1e9 / requests);
        }
      }
    } finally {
      for (Way way : ways.values()) {
        way.close();
      }
    }
    return all;
  }

  private record OfClient(TinyClient client, int connections) implements Way {
    @Override
    public void send(int requests) throws IOException, InterruptedException {
      var next = new AtomicInteger();
      var workers = new ArrayList<Future<?>>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int c = 0; c < connections; c++) {
          workers.add(
              threads.submit(
                  () -> {
                    while (next.getAndIncrement() < requests) {
                      client.post();
                    }
                    return null;
                  }));
        }
        for (Future<?> worker : workers) {
          worker.get();
        }
      } catch (ExecutionException e) {
        throw new IOException(e.getCause());
      }
    }

    @Override
    public void close() throws IOException {
      client.close();
    }
  }

  /** The floor: the same bytes, and no client. */
  private record Bare(URI server, HttpLoad load) implements Way {
    @Override
    public void send(int requests) throws IOException, InterruptedException {
      byte[] request =
          HttpLoad.request("POST", server, TinyClients.PATH, TinyClients.KEY, TinyClients.ARGS);
      var _ = load.run(List.of(request), requests);
    }

    @Override
    public void close() throws IOException {
      load.close();
    }
  }

  private static String table(List<Map<String, Measured>> all) {
    var table = new StringBuilder("| client |");
    for (int connections : CONNECTIONS) {
      table.append(" processor time, %1$d at once | time, %1$d at once |".formatted(connections));
    }
    table.append("\n|---|").append("---|---|".repeat(CONNECTIONS.length)).append('\n');
    for (String name : all.getFirst().keySet()) {
      table.append("| ").append(name).append(" |");
      for (Map<String, Measured> each : all) {
        Measured own = each.get(name);
        Measured first = each.get(FIRST);
        table.append(cell(own.cpu, first.cpu)).append(cell(own.wall, first.wall));
      }
      table.append('\n');
    }
    return table.toString();
  }

  private static String cell(Samples samples, Samples first) {
    return " %.0f µs (%.2f) |".formatted(1e6 * samples.median(), samples.ratioTo(first));
  }
}
