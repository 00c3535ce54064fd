package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.ActionResult;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** The values of those results that have one, read when they are asked for. */
public final class OffHeapValues extends AbstractList<JsonNode> implements RandomAccess, OffHeap {
  private final List<ActionResult> results;
  private final int[] numbers;

  /** Goes through the results once, to learn which have a value. */
  public OffHeapValues(List<ActionResult> results) {
    this.results = results;
    this.numbers = IntStream.range(0, results.size()).filter(i -> results.get(i).ok()).toArray();
  }

  @Override
  public JsonNode get(int at) {
    return results.get(numbers[at]).value().orElseThrow();
  }

  @Override
  public int size() {
    return numbers.length;
  }
}
