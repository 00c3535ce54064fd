package dev.whiskbook.magics.plot;

import dev.whiskbook.magics.Chart;
import dev.whiskbook.magics.show.Numbers;
import dev.whiskbook.whisk.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a run's activations were spread over containers: how many each had, and which action numbers
 * went where; and to which invoker, where containers' names tell of several.
 */
public final class ContainersPlot {

  private static final int MOST_ROWS = 40;
  private static final int MOST_CELLS = 1_000;
  private static final int MOST_CELLS_IN_ROW = 60;
  private static final double HEIGHT = 420;
  private static final double ROW = 20;

  private static final Pattern INVOKER = Pattern.compile("wsk(\\d{1,4})_");

  private ContainersPlot() {}

  private record Bar(int lane, String start, int activations) {}

  private record Cell(int lane, int from, int to, int activations) {}

  private record InvokerCell(int invoker, int from, int to, int activations) {}

  /** What a chart shows. */
  private record Data(List<Bar> bars, List<Cell> heat, List<InvokerCell> invokers) {}

  /** The chart of a run. */
  public static Chart of(Run run) {
    Activities activities = Activities.of(run, "containers");
    Lanes lanes = new Lanes();
    int[] lane = activities.all().stream().mapToInt(lanes::of).toArray();
    int inRow = Math.ceilDiv(lanes.count(), MOST_ROWS);
    int rows = Math.ceilDiv(lanes.count(), inRow);
    int inCell = Math.ceilDiv(run.n(), Math.min(MOST_CELLS_IN_ROW, MOST_CELLS / rows));
    int[] perContainer = new int[lanes.count() + 1];
    Map<Integer, int[]> warmAndCold = new TreeMap<>();
    Map<Integer, Map<Integer, Integer>> cells = new TreeMap<>();
    for (int k = 0; k < lane.length; k++) {
      Activity activity = activities.all().get(k);
      int row = (lane[k] - 1) / inRow + 1;
      perContainer[lane[k]]++;
      warmAndCold.computeIfAbsent(row, _ -> new int[2])[activity.cold() ? 1 : 0]++;
      cells
          .computeIfAbsent(row, _ -> new TreeMap<>())
          .merge(activity.i() / inCell, 1, Integer::sum);
    }
    List<Bar> bars = new ArrayList<>();
    warmAndCold.forEach(
        (row, counts) -> {
          bars.add(new Bar(row, "warm", counts[0]));
          bars.add(new Bar(row, "cold", counts[1]));
        });
    List<Cell> heat = new ArrayList<>();
    cells.forEach(
        (row, counts) ->
            counts.forEach(
                (bin, count) -> heat.add(new Cell(row, bin * inCell, (bin + 1) * inCell, count))));
    Data data = new Data(bars, heat, invokers(activities));
    return chart(activities, lanes.count(), perContainer, inRow, data);
  }

  /** OpenWhisk's containers are called after their invoker; empty unless there are several. */
  private static List<InvokerCell> invokers(Activities activities) {
    int n = activities.run().n();
    int inCell = Math.ceilDiv(n, Math.min(MOST_CELLS_IN_ROW, n));
    Map<Integer, Map<Integer, Integer>> cells = new TreeMap<>();
    for (Activity activity : activities.all()) {
      Matcher name = INVOKER.matcher(activity.container());
      if (name.lookingAt()) {
        cells
            .computeIfAbsent(Integer.valueOf(name.group(1)), _ -> new TreeMap<>())
            .merge(activity.i() / inCell, 1, Integer::sum);
      }
    }
    List<InvokerCell> heat = new ArrayList<>();
    if (cells.size() > 1) {
      cells.forEach(
          (invoker, counts) ->
              counts.forEach(
                  (bin, count) ->
                      heat.add(new InvokerCell(invoker, bin * inCell, (bin + 1) * inCell, count))));
    }
    return heat;
  }

  private static Chart chart(
      Activities activities, int containers, int[] perContainer, int inRow, Data data) {
    Run run = activities.run();
    int most = 0;
    int least = Integer.MAX_VALUE;
    for (int container = 1; container <= containers; container++) {
      most = Math.max(most, perContainer[container]);
      least = Math.min(least, perContainer[container]);
    }
    boolean named = activities.all().stream().noneMatch(a -> a.container().isEmpty());
    String title = "Containers of %,d × %s".formatted(run.n(), run.action());
    long invokers = data.invokers.stream().mapToInt(InvokerCell::invoker).distinct().count();
    String summary =
        String.format(
            Locale.ROOT,
            "%s in %s%s%s: from %,d to %,d in each, %s on average; %s.",
            Numbers.count(activities.all().size(), "activation"),
            named ? "" : "at least ",
            Numbers.count(containers, "container"),
            invokers > 1 ? " of %,d invokers".formatted(invokers) : "",
            least,
            most,
            Numbers.significant((double) activities.all().size() / containers, 3),
            Numbers.count(activities.all().stream().filter(Activity::cold).count(), "cold start"));
    String caption =
        named
            ? activities.caption()
            : activities.caption()
                + "; the server names no containers: rows are guessed by overlap";
    ObjectNode specification =
        Specification.of(
            "containers",
            title,
            caption,
            summary,
            Map.of("bars", data.bars, "heat", data.heat, "invokers", data.invokers));
    if (invokers < 2) {
      ((ArrayNode) specification.at("/vconcat")).remove(1);
    } else {
      legend(
          specification, "/vconcat/1", data.invokers.stream().mapToInt(InvokerCell::activations));
      Specification.put(
          specification, "/vconcat/1/height", "step", Math.min(ROW, HEIGHT / invokers));
    }
    legend(specification, "/vconcat/0/hconcat/1", data.heat.stream().mapToInt(Cell::activations));
    double step = Math.min(ROW, HEIGHT / Math.ceilDiv(containers, inRow));
    for (int view = 0; view < 2; view++) {
      Specification.put(
          specification, "/vconcat/0/hconcat/%d/height".formatted(view), "step", step);
    }
    if (inRow > 1) {
      ((ObjectNode) specification.at("/vconcat/0/hconcat/0/encoding/y/axis"))
          .put("title", "containers, %d in a row".formatted(inRow));
    }
    return new Chart(title, summary, specification);
  }

  /** Whole numbers, each once: by itself a legend from 0 to 1 would have a half, written 1. */
  private static void legend(ObjectNode specification, String view, IntStream activations) {
    int most = activations.max().orElse(1);
    ArrayNode values =
        ((ObjectNode) specification.at(view + "/encoding/color/legend")).putArray("values");
    IntStream.of(0, most / 2, most).distinct().forEach(values::add);
  }
}
