package dev.whiskbook.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * HTTP clients under the same load in turns.
 *
 * @param rounds of each
 * @param requests in each round
 * @param names of those that are measured; empty for all
 */
record ClientLoad(int rounds, int requests, Set<String> names) {
  static final String FIRST = "OkHttp, HTTP/1.1";
  static final String HTTP2 = "OkHttp, HTTP/2";
  private static final int WARM_UP = 30_000;
  private static final OperatingSystemMXBean JVM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** One way to send requests, over the connections that it has. */
  private interface Way extends AutoCloseable {
    void send(int requests) throws IOException, InterruptedException;

    @Override
    default void close() throws IOException {}
  }

  /** What was measured of it: seconds for each request. */
  record Measured(Samples cpu, Samples wall) {}

  private Map<String, Way> chosen(URI server, int connections) throws IOException {
    Map<String, Way> ways = ways(server, connections);
    for (String name : List.copyOf(ways.keySet())) {
      if (!names.isEmpty() && !names.contains(name)) {
        ways.remove(name).close();
      }
    }
    return ways;
  }

  private static Map<String, Way> ways(URI server, int connections) throws IOException {
    Map<String, TinyClient> clients = new LinkedHashMap<>();
    clients.put(FIRST, TinyClients.okHttp(server, connections, false));
    clients.put(HTTP2, TinyClients.okHttp(server, connections, true));
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

  /** Sends requests to a server by each, over so many connections. */
  Map<String, Measured> measure(URI server, int connections)
      throws IOException, InterruptedException {
    Map<String, Way> ways = chosen(server, connections);
    Map<String, Measured> all = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, Way> way : ways.entrySet()) {
        way.getValue().send(WARM_UP); // until it is compiled
        all.put(way.getKey(), new Measured(new Samples(), new Samples()));
      }
      for (int round = 0; round < rounds; round++) {
        for (Map.Entry<String, Way> way : ways.entrySet()) {
          long cpu = JVM.getProcessCpuTime();
          long start = System.nanoTime();
          way.getValue().send(requests);
          Measured measured = all.get(way.getKey());
          measured.cpu.add((JVM.getProcessCpuTime() - cpu) / 1e9 / requests);
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
}
