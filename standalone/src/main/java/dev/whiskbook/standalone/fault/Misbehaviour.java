package dev.whiskbook.standalone.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Draws the fates of requests and of activations. The n-th of each has the same fate whenever the
 * seed and the faults are the same; setting them starts anew at the first.
 */
public final class Misbehaviour {
  /** What is simulated now, with the numbers of those who have met it. */
  private record Setting(
      Chaos chaos,
      Optional<LatencyProfile> profile,
      boolean faultless,
      AtomicLong requests,
      AtomicLong activations) {
    boolean isOrdinary() {
      return faultless && profile.isEmpty();
    }
  }

  private static final List<RequestFate> FAILURES =
      List.of(
          RequestFate.SERVER_ERROR,
          RequestFate.BAD_GATEWAY,
          RequestFate.UNAVAILABLE,
          RequestFate.GATEWAY_TIMEOUT);
  private static final long REQUESTS = 0x9E3779B97F4A7C15L;
  private static final long ACTIVATIONS = 0xC2B2AE3D27D4EB4FL;

  private final Map<String, LongAdder> injected = new ConcurrentSkipListMap<>();
  private volatile Setting setting;

  /** Simulates what is given; {@link #set} changes it. */
  public Misbehaviour(Chaos chaos, Optional<LatencyProfile> profile) {
    set(chaos, profile);
  }

  /** Simulates this from the next request on. */
  public void set(Chaos chaos, Optional<LatencyProfile> profile) {
    setting = new Setting(chaos, profile, chaos.isNone(), new AtomicLong(), new AtomicLong());
  }

  public Chaos chaos() {
    return setting.chaos;
  }

  public Optional<LatencyProfile> profile() {
    return setting.profile;
  }

  /** How often each fault was injected since the server started. */
  public Map<String, LongAdder> injected() {
    return injected;
  }

  /** The fate of the next invocation's request. */
  public RequestFate nextRequest() {
    Setting now = setting;
    if (now.faultless) {
      return RequestFate.SERVED;
    }
    Chaos chaos = now.chaos;
    var random = random(chaos.seed() ^ REQUESTS, now.requests.incrementAndGet());
    double u = random.nextDouble();
    int which = random.nextInt(FAILURES.size());
    boolean disconnected = random.nextDouble() < chaos.disconnect();
    boolean truncated = random.nextDouble() < chaos.truncate();
    if (u < chaos.p429()) {
      return count("p429", RequestFate.THROTTLED);
    }
    if (u < chaos.p429() + chaos.p5xx()) {
      return count("p5xx", FAILURES.get(which));
    }
    if (disconnected) {
      return count("disconnect", RequestFate.DISCONNECTED);
    }
    return truncated ? count("truncate", RequestFate.TRUNCATED) : RequestFate.SERVED;
  }

  /** The fate of the next activation. */
  public ActivationFate nextActivation() {
    Setting now = setting;
    if (now.isOrdinary()) {
      return ActivationFate.ORDINARY;
    }
    Chaos chaos = now.chaos;
    var random = random(chaos.seed() ^ ACTIVATIONS, now.activations.incrementAndGet());
    boolean lost = random.nextDouble() < chaos.lost();
    boolean slow = random.nextDouble() < chaos.slow();
    boolean duplicate = random.nextDouble() < chaos.duplicate();
    double latency = random.nextDouble();
    if (lost) {
      count("lost", null);
    } else if (slow) {
      count("slow", null);
    }
    if (duplicate && !lost) {
      count("duplicate", null);
    }
    return new ActivationFate(
        lost,
        duplicate,
        slow ? chaos.slowFactor() : 1,
        chaos.cold().plus(now.profile.map(p -> millis(p.coldMs(latency))).orElse(Duration.ZERO)),
        now.profile.map(p -> millis(p.warmMs(latency))).orElse(Duration.ZERO),
        chaos.clockSkew(),
        label(now, slow, duplicate));
  }

  private static String label(Setting now, boolean slow, boolean duplicate) {
    Chaos chaos = now.chaos;
    List<String> parts = new ArrayList<>();
    now.profile.ifPresent(p -> parts.add("profile=" + p));
    if (!chaos.cold().isZero()) {
      parts.add("cold=" + chaos.cold().toMillis() + "ms");
    }
    if (slow) {
      parts.add("slow=" + ChaosText.number(chaos.slowFactor()) + "x");
    }
    if (duplicate) {
      parts.add("duplicate");
    }
    if (!chaos.clockSkew().isZero()) {
      parts.add("clockskew=" + chaos.clockSkew().toMillis() + "ms");
    }
    return String.join(",", parts);
  }

  private <T> T count(String fault, T fate) {
    injected.computeIfAbsent(fault, key -> new LongAdder()).increment();
    return fate;
  }

  private static Duration millis(double ms) {
    return Duration.ofNanos(Math.round(ms * 1e6));
  }

  private static SplittableRandom random(long seed, long n) {
    return new SplittableRandom(new SplittableRandom(seed + n * REQUESTS).nextLong());
  }
}
