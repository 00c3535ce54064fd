package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.RetryOn;
import dev.whiskbook.whisk.Status;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How a run is done, as the journal has it: names and plain values, to be written as JSON. */
public final class StoredSettings {
  private StoredSettings() {}

  /** All that is not in columns of its own. */
  public static Map<String, Object> of(FanOutSettings settings, Chunks chunks) {
    Invocations how = settings.how();
    RetryPolicy retry = how.retry();
    Map<String, Object> map = new LinkedHashMap<>();
    how.concurrency().ifPresent(atOnce -> map.put("concurrency", atOnce));
    how.blocking().ifPresent(wait -> map.put("blocking", wait));
    map.put("speculate", how.speculate());
    map.put("retries", retry.retries());
    map.put("retryOn", retry.statuses().stream().map(Status::name).sorted().toList());
    retry.deadline().ifPresent(limit -> map.put("deadlineMs", limit.toMillis()));
    how.recordPatience().ifPresent(wait -> map.put("recordPatienceMs", wait.toMillis()));
    settings.timeout().ifPresent(limit -> map.put("timeoutMs", limit.toMillis()));
    settings.folding().until().ifPresent(until -> map.put("until", until.toString()));
    if (chunks.size() > 1) {
      map.put("chunk", chunks.size());
      map.put("items", chunks.items());
    }
    return map;
  }

  /**
   * How items were spread over the run's activations.
   *
   * @param activations how many there are
   */
  public static Chunks chunks(Map<String, Object> stored, int activations) {
    return stored.get("chunk") instanceof Integer size && stored.get("items") instanceof Integer n
        ? new Chunks(size, n)
        : new Chunks(1, activations);
  }

  /** The same again, but for the limit of the whole run: what is resumed gets a new chance. */
  public static FanOutSettings applied(Map<String, Object> stored, FanOutSettings to) {
    FanOutSettings settings = to;
    if (stored.get("concurrency") instanceof Integer atOnce) {
      settings = settings.withConcurrency(atOnce);
    }
    if (stored.get("blocking") instanceof Boolean wait) {
      settings = settings.withBlocking(wait);
    }
    if (Boolean.TRUE.equals(stored.get("speculate"))) {
      settings = settings.withSpeculation();
    }
    if (stored.get("retries") instanceof Integer retries) {
      settings = settings.withRetries(retries);
    }
    if (stored.get("retryOn") instanceof List<?> names) {
      Set<RetryOn> ends =
          Arrays.stream(RetryOn.values())
              .filter(end -> names.contains(end.status().name()))
              .collect(Collectors.toUnmodifiableSet());
      settings = settings.withRetryOn(ends);
    }
    if (stored.get("recordPatienceMs") instanceof Number ms) {
      settings = settings.withRecordPatience(Duration.ofMillis(ms.longValue()));
    }
    if (stored.get("deadlineMs") instanceof Number ms) {
      settings = settings.withDeadline(Duration.ofMillis(ms.longValue()));
    }
    return settings;
  }
}
