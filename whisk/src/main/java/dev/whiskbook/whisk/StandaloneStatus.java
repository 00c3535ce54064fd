package dev.whiskbook.whisk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What the embedded OpenWhisk tells of itself, at one moment.
 *
 * @param target where, without the key
 * @param settings what it simulates
 * @param counters by name, since it started: {@code warmStarts}, {@code coldStarts}, {@code
 *     stemCellsUsed}, {@code buffered}, {@code evicted}, {@code collected}, {@code failed}, {@code
 *     responseCacheHits}, {@code responseCacheMisses}, and {@code injected.FAULT} for each fault
 *     that was met
 * @param buffered activations that wait for a container now
 * @param running activations in a container now
 */
public record StandaloneStatus(
    String target,
    Duration uptime,
    Settings settings,
    Map<String, Long> counters,
    int buffered,
    int running,
    List<Invoker> invokers,
    List<Container> containers) {

  /**
   * What is simulated, in the words of {@code serve --profile} and {@code --chaos}; {@code none} if
   * nothing is.
   *
   * @param responseCache true if actions may ask for their answers to be given again without a run
   */
  public record Settings(String profile, String chaos, boolean responseCache) {}

  /**
   * One of the simulated invokers.
   *
   * @param memoryMb what its containers may have together
   * @param usedMb what they have now
   * @param stemCells containers that are ready before any action needs them
   */
  public record Invoker(int number, int memoryMb, int usedMb, int containers, int stemCells) {}

  /**
   * A container of the pool.
   *
   * @param state where it is in its life
   * @param action {@code namespace/[package/]name} of the action that it is for
   * @param active activations in it now
   * @param concurrency how many it may have at once
   * @param activations how many it had
   * @param idle since when it has nothing to do; empty if it works
   */
  public record Container(
      String id,
      int invoker,
      String state,
      String action,
      String version,
      String kind,
      int memoryMb,
      int active,
      int concurrency,
      long activations,
      Optional<Duration> idle) {}

  /** A counter's value; 0 if it never counted. */
  public long count(String counter) {
    return counters.getOrDefault(counter, 0L);
  }

  /** The containers, a row each. */
  public Table table() {
    Table table =
        Table.create(
            "",
            StringColumn.create("container"),
            IntColumn.create("invoker"),
            StringColumn.create("state"),
            StringColumn.create("action"),
            StringColumn.create("kind"),
            IntColumn.create("memory MB"),
            IntColumn.create("active"),
            LongColumn.create("activations"),
            LongColumn.create("idle ms"));
    for (Container c : containers) {
      table.stringColumn("container").append(c.id);
      table.intColumn("invoker").append(c.invoker);
      table.stringColumn("state").append(c.state);
      table.stringColumn("action").append(c.action);
      table.stringColumn("kind").append(c.kind);
      table.intColumn("memory MB").append(c.memoryMb);
      table.intColumn("active").append(c.active);
      table.longColumn("activations").append(c.activations);
      if (c.idle.isPresent()) {
        table.longColumn("idle ms").append(c.idle.get().toMillis());
      } else {
        table.longColumn("idle ms").appendMissing();
      }
    }
    return table;
  }
}
