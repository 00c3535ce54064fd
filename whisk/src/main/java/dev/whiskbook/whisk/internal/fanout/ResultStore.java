package dev.whiskbook.whisk.internal.fanout;

import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.internal.journal.JournaledResults;
import dev.whiskbook.whisk.internal.journal.RunReader;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results of a run as they come: in memory as long as they are small together, then in the
 * journal alone, if there is one. Safe for use by several threads: guarded by this.
 */
final class ResultStore {
  private static final long MEMORY_BYTES = 16L << 20;
  // By a heap dump: an attempt with its texts, and what a result costs besides its JSON.
  private static final long ATTEMPT_BYTES = 350;
  private static final long RESULT_BYTES = 200;
  // A tree of small nodes against its text.
  private static final long TREE_FACTOR = 6;

  private final ActionResult[] inMemory;
  private final BitSet inJournal;
  private final Optional<RunReader> journal;
  private final String runId;
  private long bytes;
  private boolean spilled;
  private Map<Integer, ActionResult> page = Map.of();

  /**
   * @param journal where results can be read again that were written there
   */
  ResultStore(int n, String runId, Optional<RunReader> journal) {
    this.inMemory = new ActionResult[n];
    this.inJournal = new BitSet();
    this.journal = journal;
    this.runId = runId;
  }

  /**
   * Takes a result in, or another version of it.
   *
   * @param journaled whether the journal has it
   */
  synchronized void keep(ActionResult result, boolean journaled) {
    int i = result.i();
    boolean isThere = journaled && journal.isPresent();
    inJournal.set(i, isThere);
    if (inMemory[i] == null) {
      bytes += size(result);
    }
    if (!spilled && isThere && bytes > MEMORY_BYTES) {
      spilled = true;
      inJournal.stream().forEach(at -> inMemory[at] = null);
    }
    inMemory[i] = spilled && isThere ? null : result;
  }

  /** Whether the result has come. */
  synchronized boolean has(int i) {
    return inMemory[i] != null || inJournal.get(i);
  }

  /** The result, if it is in memory. */
  synchronized Optional<ActionResult> inMemory(int i) {
    return Optional.ofNullable(inMemory[i]);
  }

  /** The result, which has come. */
  synchronized ActionResult get(int i) {
    if (inMemory[i] != null) {
      return inMemory[i];
    }
    if (!page.containsKey(i)) { // or it was read too early
      int from = i - i % JournaledResults.PAGE;
      page = journal.orElseThrow().page(runId, from, from + JournaledResults.PAGE).results();
    }
    return page.get(i);
  }

  /** Whether the journal holds what memory does not. */
  synchronized boolean isSpilled() {
    return spilled;
  }

  /**
   * All, in action order.
   *
   * @param absent stands for those that did not come
   */
  synchronized List<ActionResult> all(JournaledResults.Absent absent) {
    if (!spilled) {
      for (int i = 0; i < inMemory.length; i++) {
        if (inMemory[i] == null) {
          inMemory[i] = absent.result(i, List.of());
        }
      }
      return Arrays.asList(inMemory);
    }
    return new JournaledResults(
        journal.orElseThrow(),
        runId,
        inMemory.length,
        (i, attempts) -> inMemory(i).orElseGet(() -> absent.result(i, attempts)));
  }

  private static long size(ActionResult result) {
    long json = result.attempts().stream().mapToLong(Attempt::resultBytes).filter(b -> b > 0).sum();
    return RESULT_BYTES + ATTEMPT_BYTES * result.attempts().size() + TREE_FACTOR * json;
  }
}
