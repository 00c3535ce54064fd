package dev.whiskbook.whisk;

import dev.whiskbook.whisk.internal.Groups;
import dev.whiskbook.whisk.internal.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A reduction by a tree of activations, for results that are too many or too large together for one
 * program: consecutive results are reduced in groups, then the groups' values in groups, until one
 * is left. Results go from the journal to the server a group at a time, and their order is kept.
 * Immutable; each method returns a changed copy.
 *
 * <p>The reducing action gets {@code {results: […], level: 0, last: false}}: values of consecutive
 * actions at level 0, values of its own above, {@code last} where one value is left then. It
 * returns {@code {value: …}}, or any other object as the value. As the groups may be cut anywhere,
 * what it makes of values of its own must be what it would make of all that stand behind them, as
 * with sums: f([f([a, b]), f([c])]) = f([a, b, c]).
 */
public final class ClusterReduction {
  private static final int ARITY = 256;
  // The members beside the results.
  private static final int OVERHEAD_BYTES = 100;

  private final Whisk whisk;
  private final FanOut fanOut;
  private final String name;
  private final int arity;

  ClusterReduction(Whisk whisk, FanOut fanOut, String name) {
    this(whisk, fanOut, name, ARITY);
  }

  private ClusterReduction(Whisk whisk, FanOut fanOut, String name, int arity) {
    this.whisk = whisk;
    this.fanOut = fanOut;
    this.name = name;
    this.arity = arity;
  }

  /**
   * With at most so many values for an activation; {@value #ARITY} unless set, and always fewer
   * where more would be larger than the server takes.
   */
  public ClusterReduction arity(int values) {
    if (values < 2) {
      throw new IllegalArgumentException(
          "The arity of a reduction must be 2 or more, not %d.".formatted(values));
    }
    return new ClusterReduction(whisk, fanOut, name, values);
  }

  /** With someone who hears how the fan-out of each level goes. */
  public ClusterReduction listener(FanOutListener listener) {
    return new ClusterReduction(whisk, fanOut.listener(listener), name, arity);
  }

  /**
   * Reduces a run's results, each counted once.
   *
   * @return the last value, and which results were missing
   * @throws FanOutInterrupted if this thread is interrupted
   * @throws IllegalStateException if there is no result at all
   * @throws WhiskException if the reducer failed, or values are too large to be sent together
   */
  public Reduction<JsonNode> of(Run run) throws InterruptedException {
    List<Missing> missing = run.missing();
    int[] numbers = IntStream.range(0, run.n()).filter(i -> run.results().get(i).ok()).toArray();
    if (numbers.length == 0) {
      throw new IllegalStateException(
          "There is nothing to reduce: none of the %,d actions of %s gave a result (%s)."
              .formatted(run.n(), run.action(), missing.getFirst()));
    }
    long maxBytes = whisk.limits().maxParameterBytes() - OVERHEAD_BYTES;
    List<JsonNode> values = run.values();
    int[] firsts = numbers; // the first action number behind each value
    int level = 0;
    do {
      Groups groups = groups(values, firsts, level, maxBytes);
      Run reduced = level(values, groups, level);
      List<JsonNode> above = values(reduced, groups, firsts, level);
      int[] covered = firsts;
      firsts = IntStream.of(groups.starts()).map(start -> covered[start]).toArray();
      values = above;
      level++;
    } while (values.size() > 1);
    return new Reduction<>(values.getFirst(), run.n(), missing);
  }

  private Groups groups(List<JsonNode> values, int[] firsts, int level, long maxBytes) {
    Groups groups = Groups.of(values, arity, maxBytes);
    groups
        .tooLarge()
        .ifPresent(
            at -> {
              throw trouble(
                  "%s has %,d bytes of JSON, and the server takes at most %,d: it cannot be sent to a reducer."
                      .formatted(
                          level == 0
                              ? "The result of action " + firsts[at]
                              : "The reducer's value from action %d on, at level %d,"
                                  .formatted(firsts[at], level - 1),
                          groups.bytes(at),
                          maxBytes));
            });
    if (values.size() > 1 && groups.count() == values.size()) {
      throw trouble(
          "The reduction does not get smaller: at level %d no two of the %,d values fit into the %,d bytes that the server takes. A reducer must return less than it gets."
              .formatted(level, values.size(), maxBytes));
    }
    return groups;
  }

  private Run level(List<JsonNode> values, Groups groups, int level) throws InterruptedException {
    ArgsGenerator args =
        (group, n) -> {
          ObjectNode object = Json.MAPPER.createObjectNode();
          ArrayNode results = object.putArray("results");
          groups.members(group).forEach(at -> results.add(values.get(at)));
          return object.put("level", level).put("last", n == 1);
        };
    return fanOut.args(args).run(groups.count());
  }

  private List<JsonNode> values(Run reduced, Groups groups, int[] firsts, int level) {
    List<JsonNode> values = new ArrayList<>();
    for (ActionResult result : reduced.results()) {
      if (!result.ok()) {
        int[] members = groups.members(result.i()).toArray();
        throw trouble(
            "The reducer %s failed at level %d on the values from action %d to %s: %s: %s"
                .formatted(
                    name,
                    level,
                    firsts[members[0]],
                    members[members.length - 1] + 1 < firsts.length
                        ? firsts[members[members.length - 1] + 1] - 1
                        : "the last",
                    result.status(),
                    result.error()));
      }
      JsonNode value = result.value().orElseThrow();
      boolean wrapped = value.isObject() && value.size() == 1 && value.has("value");
      values.add(wrapped ? value.get("value") : value);
    }
    return values;
  }

  private static WhiskException trouble(String sentence) {
    return new WhiskException(WhiskException.Problem.ARGUMENTS, sentence);
  }
}
