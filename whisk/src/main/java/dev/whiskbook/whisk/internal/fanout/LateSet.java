package dev.whiskbook.whisk.internal.fanout;

import dev.whiskbook.whisk.ActivationQuery;
import dev.whiskbook.whisk.WhiskException;
import dev.whiskbook.whisk.internal.EntityNames;
import dev.whiskbook.whisk.internal.Rest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * Activations that outlasted their blocking invocation (202). Their records are gathered by pages
 * of whole records while there are many, one by one for the tail. OpenWhisk has no call that waits
 * for a record, so it is asked at growing intervals; a 404 only means "not yet".
 */
final class LateSet implements AutoCloseable {
  private static final int PAGE = 200;
  private static final int WORTH_A_PAGE = 20;
  private static final int EMPTY_PAGES = 3;
  private static final int IDS_IN_ROUND = 50;
  // As a record comes at any time between two looks, half of them are seen well within 250 ms.
  private static final long FIRST_PAUSE_MS = 150;
  private static final long LONGEST_PAUSE_MS = 2_000;
  // Clocks differ, and a record's start may lie before our submission by that.
  private static final long MARGIN_MS = 5_000;
  private static final int MOST_SKIPPED = 10_000;
  private static final long MOST_MARGIN_MS = 600_000;

  private final Rest rest;
  private final String action;
  private final long patienceMs;
  private final long clockOffsetMs;
  private final Map<String, Late> set = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile long lastFoundMs;
  private volatile String trouble = "";
  // The gatherer's own: grows when the containers' clock proves to be behind.
  private long marginMs = MARGIN_MS;
  // Guarded by this.
  private Thread gatherer;

  private record Late(
      String id, long submitMs, long sinceMs, CompletableFuture<Optional<JsonNode>> record) {}

  /**
   * @param action the action's name
   * @param patienceMs how long to go on after the last record that turned up
   */
  LateSet(Rest rest, String action, long patienceMs, long clockOffsetMs) {
    this.rest = rest;
    EntityNames.Path path = EntityNames.path(action, "_");
    this.action = path.pkg().isEmpty() ? path.name() : path.pkg() + "/" + path.name();
    this.patienceMs = patienceMs;
    this.clockOffsetMs = clockOffsetMs;
  }

  /** Waits for a record; empty if it does not turn up. */
  Optional<JsonNode> await(String id, long submitMs) throws InterruptedException {
    Late late = new Late(id, submitMs, System.currentTimeMillis(), new CompletableFuture<>());
    set.put(id, late);
    startGatherer();
    try {
      return late.record().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      set.remove(id);
    }
  }

  /** How long a record is waited for, and what stood in the way, for a message. */
  String patience() {
    return "no record of it turned up within %d s%s"
        .formatted(patienceMs / 1000, trouble.isEmpty() ? "" : " (" + trouble + ")");
  }

  @Override
  public void close() {
    closed.countDown();
    Thread thread;
    synchronized (this) {
      thread = gatherer;
    }
    if (thread != null) {
      thread.interrupt();
      try {
        thread.join();
      } catch (InterruptedException e) {
        // It ends in any case; whoever interrupts us now wants us to.
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized void startGatherer() {
    if (gatherer == null && closed.getCount() > 0) {
      gatherer = Thread.ofVirtual().name("whisk late records").start(this::gather);
    }
  }

  private void gather() {
    long pause = FIRST_PAUSE_MS;
    int empty = 0;
    try {
      while (!closed.await(pause, TimeUnit.MILLISECONDS)) {
        long beganMs = System.currentTimeMillis();
        int found = set.isEmpty() ? 0 : round(empty);
        if (found > 0) {
          lastFoundMs = System.currentTimeMillis();
          pause = FIRST_PAUSE_MS;
          empty = 0;
        } else {
          pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
          empty++;
        }
        giveUp(beganMs);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      set.values().forEach(late -> late.record().complete(Optional.empty()));
    }
  }

  private int round(int empty) {
    try {
      return set.size() >= WORTH_A_PAGE && empty < EMPTY_PAGES ? pages() : byId();
    } catch (WhiskException e) {
      trouble = e.getMessage();
      return 0;
    }
  }

  private int pages() {
    long oldest = set.values().stream().mapToLong(Late::submitMs).min().orElse(0);
    ActivationQuery query =
        ActivationQuery.newest(PAGE)
            .of(action)
            .since(Instant.ofEpochMilli(oldest + clockOffsetMs - marginMs))
            .withDocs();
    int found = 0;
    while (true) {
      List<JsonNode> page = rest.records(query);
      for (JsonNode record : page) {
        found += found(record.path("activationId").asString(""), record) ? 1 : 0;
      }
      if (page.size() < PAGE || set.isEmpty()) {
        return found;
      }
      // By time and not by skip: new records shift the rows under a skip.
      Instant upto = Instant.ofEpochMilli(page.getLast().path("start").asLong(0));
      // More than a page that began in the same millisecond can be told apart by a skip alone.
      boolean sameTime = query.upto().filter(upto::equals).isPresent();
      if (sameTime && query.skip() > MOST_SKIPPED) {
        return found; // the server does not heed what it is asked
      }
      query = sameTime ? query.skip(query.skip() + PAGE) : query.upto(upto).skip(0);
    }
  }

  private int byId() {
    int found = 0;
    List<Late> oldest =
        set.values().stream()
            .sorted(Comparator.comparingLong(Late::submitMs))
            .limit(IDS_IN_ROUND)
            .toList();
    for (Late late : oldest) {
      Optional<JsonNode> record = rest.record(late.id());
      found += record.isPresent() && found(late.id(), record.get()) ? 1 : 0;
    }
    return found;
  }

  private boolean found(String id, JsonNode record) {
    Late late = set.get(id);
    if (late == null || !record.has("response")) {
      return false;
    }
    long startMs = record.path("start").asLong(0);
    long behindMs = startMs == 0 ? 0 : late.submitMs() + clockOffsetMs - startMs;
    marginMs = Math.clamp(behindMs + MARGIN_MS, marginMs, MOST_MARGIN_MS);
    return late.record().complete(Optional.of(record));
  }

  /**
   * Only those that were overdue when a round began have been looked for since: a round may take
   * long, and a machine may have slept through one.
   */
  private void giveUp(long roundBeganMs) {
    for (Late late : set.values()) {
      if (roundBeganMs - Math.max(late.sinceMs(), lastFoundMs) > patienceMs) {
        late.record().complete(Optional.empty());
      }
    }
  }
}
