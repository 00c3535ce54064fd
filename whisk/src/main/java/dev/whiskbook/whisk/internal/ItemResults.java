package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.ActionResult;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** The results of items over those of the activations that did them. Safe for many threads. */
public final class ItemResults extends AbstractList<ActionResult> implements RandomAccess, OffHeap {
  private final Chunks chunks;
  private final List<ActionResult> results;
  private volatile Unfolded last = new Unfolded(-1, List.of());

  private record Unfolded(int chunk, List<ActionResult> items) {}

  private ItemResults(Chunks chunks, List<ActionResult> results) {
    this.chunks = chunks;
    this.results = results;
  }

  /** The results of the items; what the activations' list holds of them is not copied. */
  public static List<ActionResult> of(Chunks chunks, List<ActionResult> results) {
    return chunks.size() == 1 ? results : new ItemResults(chunks, results);
  }

  @Override
  public ActionResult get(int i) {
    int chunk = i / chunks.size();
    Unfolded now = last;
    if (now.chunk() != chunk) {
      now = new Unfolded(chunk, chunks.items(results.get(chunk)));
      last = now;
    }
    return now.items().get(i - chunks.first(chunk));
  }

  /** The result of the activation that did item i. */
  public ActionResult activation(int i) {
    return results.get(i / chunks.size());
  }

  @Override
  public int size() {
    return chunks.items();
  }
}
