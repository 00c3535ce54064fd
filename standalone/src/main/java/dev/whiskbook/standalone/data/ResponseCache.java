package dev.whiskbook.standalone.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.standalone.entity.ActivationResponse;
import dev.whiskbook.standalone.entity.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.JsonNodeFeature;

/**
 * Answers that actions have asked to be given again without a run ({@link Freshness}), to calls of
 * the same namespace with the same arguments in whatever order. A change of the action makes a new
 * revision, which finds none of them. OpenWhisk has no such thing, so it is off unless asked for.
 * Everything mutable is guarded by {@code lock}.
 */
public final class ResponseCache {
  /** Where an answer from here ran, as records and headers say. */
  static final String CONTAINER = "response-cache";

  /** Most memory of the answers, roughly, in bytes; those not used for longest go first. */
  public static final long MAX_BYTES = 32L << 20;

  private static final ObjectWriter CANONICAL =
      Json.MAPPER.writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);
  private static final long ENTRY_BYTES = 256;
  private static final long NANOS = 1_000_000_000;

  private record Key(String namespace, long revision, String arguments) {}

  private record Entry(ActivationResponse response, long sinceNanos, long forSeconds) {
    long bytes() {
      return ENTRY_BYTES + 2L * response.resultJson().length();
    }

    boolean isStale(long nowNanos) {
      return (nowNanos - sinceNanos) / NANOS >= forSeconds;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true); // last used last

  /** How many entries a revision has: the arguments of all others need no look. */
  private final Map<Long, Integer> perRevision = new HashMap<>();

  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final long maxBytes;
  private final LongSupplier clock;
  private volatile boolean on;
  private long bytes;

  /** A cache of {@link #MAX_BYTES} that is on from the start, or not. */
  public ResponseCache(boolean on) {
    this(on, MAX_BYTES, System::nanoTime);
  }

  /**
   * @param clock in nanoseconds
   */
  ResponseCache(boolean on, long maxBytes, LongSupplier clock) {
    this.on = on;
    this.maxBytes = maxBytes;
    this.clock = clock;
  }

  public boolean isOn() {
    return on;
  }

  /** From the next activation on; without it all that was kept is forgotten. */
  public void set(boolean wanted) {
    lock.lock();
    try {
      on = wanted;
      if (!wanted) {
        entries.clear();
        perRevision.clear();
        bytes = 0;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Activations that were answered from here. */
  public long hits() {
    return hits.sum();
  }

  /** Activations that had to run, and whose answer may be given again. */
  public long misses() {
    return misses.sum();
  }

  /** Answers kept now, stale ones among them. */
  public int size() {
    lock.lock();
    try {
      return entries.size();
    } finally {
      lock.unlock();
    }
  }

  /** Memory of the answers now, roughly, in bytes. */
  public long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  /** The answer to the same call, if it is to be given again. */
  Optional<ActivationResponse> find(Invocation invocation) {
    if (!on || !mayHave(invocation.action().revision())) {
      return Optional.empty();
    }
    Key key = key(invocation);
    lock.lock();
    try {
      Entry entry = entries.get(key);
      if (entry == null) {
        return Optional.empty();
      }
      if (entry.isStale(clock.getAsLong())) {
        entries.remove(key);
        forget(key, entry);
        return Optional.empty();
      }
      hits.increment();
      return Optional.of(entry.response);
    } finally {
      lock.unlock();
    }
  }

  /** Keeps an answer if its action asks for that; true if so. Errors are never kept. */
  boolean keep(Invocation invocation, ActivationResponse response) {
    if (!on || !response.isSuccess()) {
      return false;
    }
    OptionalLong forSeconds = Freshness.seconds(response.resultJson());
    if (forSeconds.isEmpty()) {
      return false;
    }
    misses.increment();
    add(key(invocation), new Entry(response, clock.getAsLong(), forSeconds.getAsLong()));
    return true;
  }

  private boolean mayHave(long revision) {
    lock.lock();
    try {
      return perRevision.containsKey(revision);
    } finally {
      lock.unlock();
    }
  }

  private void add(Key key, Entry entry) {
    lock.lock();
    try {
      if (!on) {
        return; // turned off while it ran
      }
      Entry before = entries.put(key, entry);
      if (before != null) {
        forget(key, before);
      }
      perRevision.merge(key.revision, 1, Integer::sum);
      bytes += entry.bytes();
      Iterator<Map.Entry<Key, Entry>> oldest = entries.entrySet().iterator();
      while (bytes > maxBytes) {
        Map.Entry<Key, Entry> gone = oldest.next();
        oldest.remove();
        forget(gone.getKey(), gone.getValue());
      }
    } finally {
      lock.unlock();
    }
  }

  private void forget(Key key, Entry entry) {
    bytes -= entry.bytes();
    perRevision.computeIfPresent(key.revision, (revision, n) -> n == 1 ? null : n - 1);
  }

  private static Key key(Invocation invocation) {
    String arguments =
        CANONICAL.writeValueAsString(Json.MAPPER.readTree(invocation.argumentsJson()));
    MessageDigest digest = sha256();
    digest.update(arguments.getBytes(UTF_8));
    digest.update(invocation.initEnvironment().toString().getBytes(UTF_8));
    return new Key(
        invocation.origin().namespace(),
        invocation.action().revision(),
        HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
