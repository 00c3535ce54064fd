package dev.whiskbook.whisk.internal.journal;

import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.internal.OffHeap;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The results of a run that stay in the journal and are read from there, {@value #PAGE} at a time.
 * Safe for use by several threads. Reading throws a WhiskException once the run is deleted.
 */
public final class JournaledResults extends AbstractList<ActionResult>
    implements RandomAccess, OffHeap {
  /** How many are read at a time. */
  public static final int PAGE = 256;

  /** What stands for an action number that has no result in the journal. */
  @FunctionalInterface
  public interface Absent {
    ActionResult result(int i, List<Attempt> attempts);
  }

  private final RunReader reader;
  private final String id;
  private final int n;
  private final Absent absent;
  private volatile Page latest;

  /**
   * Some consecutive action numbers with what the journal has of them.
   *
   * @param from the first action number
   */
  public record Page(
      int from, Map<Integer, ActionResult> results, Map<Integer, List<Attempt>> attempts) {}

  /** The results of the run of this id, of n actions. */
  public JournaledResults(RunReader reader, String id, int n, Absent absent) {
    this.reader = reader;
    this.id = id;
    this.n = n;
    this.absent = absent;
  }

  @Override
  public ActionResult get(int i) {
    Objects.checkIndex(i, n);
    int from = i - i % PAGE;
    Page page = latest;
    if (page == null || page.from() != from) {
      page = reader.page(id, from, Math.min(n, from + PAGE));
      latest = page;
    }
    ActionResult result = page.results().get(i);
    return result != null ? result : absent.result(i, page.attempts().getOrDefault(i, List.of()));
  }

  @Override
  public int size() {
    return n;
  }
}
