package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * How the items of a run, its action numbers, are spread over activations: consecutive ones, so
 * many each, and fewer in the last. With a size of 1 an activation is an item.
 *
 * @param size items of an activation, 1 or more
 * @param items how many items there are in all
 */
public record Chunks(int size, int items) {

  /** How many activations that makes. */
  public int count() {
    return Math.ceilDiv(items, size);
  }

  /** The first item of an activation. */
  public int first(int chunk) {
    return Math.toIntExact((long) chunk * size);
  }

  /** How many items an activation has. */
  public int length(int chunk) {
    return Math.min(size, items - first(chunk));
  }

  /**
   * What came of each item of an activation. The activation's attempts stand with its first item,
   * so that they are counted once.
   */
  public List<ActionResult> items(ActionResult chunk) {
    if (size == 1) {
      return List.of(chunk);
    }
    int length = length(chunk.i());
    if (!chunk.ok()) {
      return IntStream.range(0, length)
          .mapToObj(at -> failed(chunk, at, chunk.status(), chunk.error()))
          .toList();
    }
    JsonNode value = chunk.value().orElseThrow();
    JsonNode results = value.isArray() ? value : value.path("results");
    if (!results.isArray() || results.size() != length) {
      String why =
          "the action got %,d items and must return {results: […]} with as many results, but returned %s"
              .formatted(length, Json.brief(value.toString()));
      return IntStream.range(0, length)
          .mapToObj(at -> failed(chunk, at, Status.APPLICATION_ERROR, why))
          .toList();
    }
    boolean wrapped = value.path(ChunkedAction.WRAPPED).asBoolean(false);
    List<ActionResult> items = new ArrayList<>(length);
    for (int at = 0; at < length; at++) {
      items.add(item(chunk, at, results.get(at), wrapped));
    }
    return items;
  }

  private ActionResult item(ActionResult chunk, int at, JsonNode result, boolean wrapped) {
    JsonNode value = wrapped ? result.path("value") : result;
    JsonNode error = wrapped && result.has("error") ? result.get("error") : value.path("error");
    if (!error.isMissingNode()) {
      Status status =
          wrapped && result.has("error") ? Status.DEVELOPER_ERROR : Status.APPLICATION_ERROR;
      String why = error.isString() ? error.stringValue() : error.toString();
      return failed(chunk, at, status, Json.brief(why));
    }
    return new ActionResult(
        first(chunk.i()) + at, Optional.of(value), Status.SUCCESS, "", attempts(chunk, at));
  }

  private ActionResult failed(ActionResult chunk, int at, Status status, String why) {
    return new ActionResult(
        first(chunk.i()) + at, Optional.empty(), status, why, attempts(chunk, at));
  }

  private static List<Attempt> attempts(ActionResult chunk, int at) {
    return at == 0 ? chunk.attempts() : List.of();
  }
}
