package dev.whiskbook.standalone.data;

import dev.whiskbook.standalone.entity.Activation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The records of past activations, in memory, and in a journal if there is one. Bounded by number
 * and by size: when it is full, the oldest are forgotten, which {@link #evicted} tells. Everything
 * mutable is guarded by {@code lock}.
 */
public final class ActivationStore {
  /** Records in order of start, and of arrival among those with the same start. */
  private record Position(long startMs, long sequence) implements Comparable<Position> {
    @Override
    public int compareTo(Position other) {
      int byStart = Long.compare(startMs, other.startMs);
      return byStart != 0 ? byStart : Long.compare(sequence, other.sequence);
    }
  }

  /**
   * What was forgotten.
   *
   * @param count number of records
   * @param upToMs latest start among them, in milliseconds since the epoch
   */
  public record Evicted(long count, long upToMs) {
    private Evicted and(Activation activation) {
      return new Evicted(count + 1, Math.max(upToMs, activation.startMs()));
    }
  }

  /** How much larger than what is kept the journal may grow. */
  private static final int MAX_JOURNAL_FACTOR = 4;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Activation> byId = new HashMap<>();
  private final TreeMap<Position, Activation> byStart = new TreeMap<>();
  private final int maxRecords;
  private final long maxBytes;
  private long bytes;
  private final ActivationJournal journal;
  private long lastSequence;
  private Evicted evicted = new Evicted(0, Long.MIN_VALUE);

  /**
   * An empty store that lives as long as the server.
   *
   * @param maxRecords most records kept
   * @param maxBytes most memory kept, roughly, in bytes
   */
  public ActivationStore(int maxRecords, long maxBytes) {
    this(maxRecords, maxBytes, ActivationJournal.NONE);
  }

  /** A store with what the journal holds. */
  public ActivationStore(int maxRecords, long maxBytes, ActivationJournal journal) {
    this.maxRecords = maxRecords;
    this.maxBytes = maxBytes;
    this.journal = journal;
    journal.replay(this::keep);
    if (evicted.count > 0) {
      journal.rewrite(List.copyOf(byStart.values()));
    }
  }

  /**
   * Remembers an invocation that is about to be acknowledged: should the server die, what {@code
   * asLost} makes is its record when it starts again. It is asked only if there is a journal.
   *
   * @throws RuntimeException with a sentence if the journal cannot be written
   */
  void accept(Supplier<Activation> asLost) {
    journal.accept(asLost);
  }

  /** Forgets an accepted invocation that will have no record. */
  void withdraw(String activationId) {
    journal.withdraw(activationId);
  }

  /**
   * Keeps a record.
   *
   * @throws RuntimeException with a sentence if the journal cannot be written; the record is kept
   *     in memory all the same
   */
  public void add(Activation activation) {
    lock.lock();
    try {
      keep(activation);
      journal.add(activation);
      if (journal.size() > MAX_JOURNAL_FACTOR * maxBytes) {
        journal.rewrite(List.copyOf(byStart.values()));
      }
    } finally {
      lock.unlock();
    }
  }

  /** What was forgotten to make room, since the server started. */
  public Evicted evicted() {
    lock.lock();
    try {
      return evicted;
    } finally {
      lock.unlock();
    }
  }

  private void keep(Activation activation) {
    byId.put(activation.activationId(), activation);
    byStart.put(new Position(activation.startMs(), ++lastSequence), activation);
    bytes += activation.footprint();
    while (byStart.size() > maxRecords || (bytes > maxBytes && byStart.size() > 1)) {
      Activation oldest = byStart.pollFirstEntry().getValue();
      byId.remove(oldest.activationId());
      bytes -= oldest.footprint();
      evicted = evicted.and(oldest);
    }
  }

  /** The record with this id, if the namespace has it (still). */
  public Optional<Activation> get(String namespace, String activationId) {
    lock.lock();
    try {
      return Optional.ofNullable(byId.get(activationId))
          .filter(a -> a.namespace().equals(namespace));
    } finally {
      lock.unlock();
    }
  }

  /** The records that match, newest first. */
  public List<Activation> list(ActivationQuery query) {
    lock.lock();
    try {
      return matches(query).skip(query.skip()).limit(query.limit()).toList();
    } finally {
      lock.unlock();
    }
  }

  /** How many records match, less those skipped. */
  public long count(ActivationQuery query) {
    lock.lock();
    try {
      return matches(query).skip(query.skip()).count();
    } finally {
      lock.unlock();
    }
  }

  private Stream<Activation> matches(ActivationQuery query) {
    if (query.sinceMs() > query.uptoMs()) {
      return Stream.empty();
    }
    return byStart
        .subMap(
            new Position(query.sinceMs(), Long.MIN_VALUE),
            true,
            new Position(query.uptoMs(), Long.MAX_VALUE),
            true)
        .descendingMap()
        .values()
        .stream()
        .filter(a -> a.namespace().equals(query.namespace()))
        .filter(a -> query.path().isEmpty() || query.path().get().equals(a.path()));
  }
}
