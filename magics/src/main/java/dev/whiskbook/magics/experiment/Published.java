package dev.whiskbook.magics.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** Figures that others published, to stand beside one's own; where from, their README says. */
public final class Published {

  private Published() {}

  /**
   * A row of quantiles.
   *
   * @param scenario cold or warm
   * @param containers what made the containers
   * @param ms P50, P90, P95 and P99 in ms
   */
  public record Latency(String scenario, String containers, List<Double> ms) {}

  /**
   * A time of the supercomputing project.
   *
   * @param cores for each container
   * @param actions how many shared the points
   * @param seconds from the first invocation to the last result
   */
  public record PiTime(int cores, int actions, double seconds) {}

  /** Latencies of OpenWhisk on Kubernetes and with Docker, 2018. */
  public static List<Latency> latencies() {
    return lines("published-latency.csv").stream()
        .map(
            cells ->
                new Latency(
                    cells[0],
                    cells[1],
                    List.of(
                        Double.valueOf(cells[2]),
                        Double.valueOf(cells[3]),
                        Double.valueOf(cells[4]),
                        Double.valueOf(cells[5]))))
        .toList();
  }

  /** Times of π by 2 to 5,000 actions, 2018. */
  public static List<PiTime> piTimes() {
    return lines("published-pi-times.csv").stream()
        .map(
            cells ->
                new PiTime(
                    Integer.parseInt(cells[0]),
                    Integer.parseInt(cells[1]),
                    Double.parseDouble(cells[2])))
        .toList();
  }

  /**
   * The times as a table.
   *
   * @return columns: cores, n, seconds
   */
  public static Table piTable() {
    List<PiTime> times = piTimes();
    return Table.create(
        "Serverless Supercomputing, 2018",
        IntColumn.create("cores", times.stream().mapToInt(PiTime::cores).toArray()),
        IntColumn.create("n", times.stream().mapToInt(PiTime::actions).toArray()),
        DoubleColumn.create("seconds", times.stream().mapToDouble(PiTime::seconds).toArray()));
  }

  private static List<String[]> lines(String name) {
    return text(name).lines().skip(1).filter(l -> !l.isBlank()).map(l -> l.split(",", -1)).toList();
  }

  /** A resource that stands beside this class. */
  static String text(String name) {
    try (InputStream in = Published.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
