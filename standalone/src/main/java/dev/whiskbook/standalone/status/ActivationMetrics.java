package dev.whiskbook.standalone.status;

import dev.whiskbook.standalone.control.ContainerPool;
import dev.whiskbook.standalone.control.PoolCounters;
import dev.whiskbook.standalone.data.ResponseCache;
import dev.whiskbook.standalone.data.Router;
import dev.whiskbook.standalone.entity.Activation;
import dev.whiskbook.standalone.entity.ActivationResponse;
import dev.whiskbook.standalone.fault.Misbehaviour;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What activations and containers count, for Prometheus. The names and tags of actions' metrics are
 * those of OpenWhisk's own ({@code core/monitoring/user-events}), so that its dashboards fit.
 * Registers nothing before the first activation or scrape: a start must not wait for it.
 */
public final class ActivationMetrics {
  /** Of one action; what is counted by status is found by its text. */
  private record Meters(
      LongAdder activations,
      LongAdder coldStarts,
      Map<String, LongAdder> byStatus,
      Timer duration,
      Timer waitTime,
      Timer initTime) {}

  private static final int MAX_ACTIONS = 1000;

  private final Map<String, Meters> byAction = new ConcurrentHashMap<>();
  private final Router router;
  private final Misbehaviour misbehaviour;
  private final ResponseCache answers;
  private PrometheusMeterRegistry registry; // guarded by this

  public ActivationMetrics(Router router, Misbehaviour misbehaviour, ResponseCache answers) {
    this.router = router;
    this.misbehaviour = misbehaviour;
    this.answers = answers;
  }

  /** Counts an activation that has ended. */
  public void record(Activation activation) {
    String path = activation.path();
    Meters meters = byAction.get(path);
    if (meters == null) {
      String key = byAction.size() < MAX_ACTIONS ? path : "other";
      meters = byAction.computeIfAbsent(key, k -> meters(activation.namespace(), k));
    }
    count(activation, meters);
  }

  private static void count(Activation activation, Meters meters) {
    meters.activations.increment();
    activation.span().durationMs().ifPresent(ms -> meters.duration.record(Duration.ofMillis(ms)));
    activation
        .annotatedMs("waitTime")
        .ifPresent(ms -> meters.waitTime.record(Duration.ofMillis(ms)));
    activation
        .annotatedMs("initTime")
        .ifPresent(
            ms -> {
              meters.coldStarts.increment();
              meters.initTime.record(Duration.ofMillis(ms));
            });
    meters.byStatus.get(activation.response().status().text()).increment();
  }

  /** All of it in Prometheus' text format. */
  public String scrape() {
    return registry().scrape();
  }

  private Meters meters(String namespace, String action) {
    PrometheusMeterRegistry to = registry();
    var tags = Tags.of("namespace", namespace, "action", action);
    var activations = new LongAdder();
    var coldStarts = new LongAdder();
    counter(to, "openwhisk.action.activations", tags, activations);
    counter(to, "openwhisk.action.coldStarts", tags, coldStarts);
    Map<String, LongAdder> byStatus = new ConcurrentHashMap<>();
    for (var status : ActivationResponse.Status.values()) {
      var adder = new LongAdder();
      byStatus.put(status.text(), adder);
      counter(to, "openwhisk.action.status", tags.and("status", status.text()), adder);
    }
    return new Meters(
        activations,
        coldStarts,
        byStatus,
        timer(to, "openwhisk.action.duration", tags),
        timer(to, "openwhisk.action.waitTime", tags),
        timer(to, "openwhisk.action.initTime", tags));
  }

  private synchronized PrometheusMeterRegistry registry() {
    if (registry == null) {
      registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      registerPool(registry);
      registerAnswers(registry);
    }
    return registry;
  }

  private void registerPool(PrometheusMeterRegistry to) {
    PoolCounters counters = router.counters();
    counter(to, "openwhisk.containerPool.warmStarts", Tags.empty(), counters.warmStarts());
    counter(to, "openwhisk.containerPool.coldStarts", Tags.empty(), counters.coldStarts());
    counter(to, "openwhisk.containerPool.prewarmUsed", Tags.empty(), counters.stemCellsUsed());
    counter(to, "openwhisk.containerPool.buffered", Tags.empty(), counters.buffered());
    counter(to, "openwhisk.containerPool.evicted", Tags.empty(), counters.evicted());
    counter(to, "openwhisk.containerPool.collected", Tags.empty(), counters.collected());
    counter(to, "openwhisk.containerPool.failed", Tags.empty(), counters.failed());
    Gauge.builder("openwhisk.containerPool.runBufferCount", router, Router::waiting).register(to);
    Gauge.builder("openwhisk.containerPool.containers", router, r -> r.slots().count())
        .register(to);
    int number = 0;
    for (ContainerPool pool : router.pools()) {
      var tags = Tags.of("invoker", Integer.toString(number++));
      Gauge.builder("openwhisk.containerPool.usedMemory.mb", pool, ContainerPool::usedMb)
          .tags(tags)
          .register(to);
      Gauge.builder("openwhisk.containerPool.memory.mb", pool, ContainerPool::memoryMb)
          .tags(tags)
          .register(to);
      Gauge.builder("openwhisk.containerPool.prewarmCount", pool, ContainerPool::stemCells)
          .tags(tags)
          .register(to);
    }
    Gauge.builder(
            "whiskbook.simulating",
            misbehaviour,
            m -> m.chaos().isNone() && m.profile().isEmpty() ? 0 : 1)
        .description("1 while faults are injected or latencies simulated")
        .register(to);
  }

  private void registerAnswers(PrometheusMeterRegistry to) {
    FunctionCounter.builder("whiskbook.responseCache.hits", answers, ResponseCache::hits)
        .description("activations that were answered without a run")
        .register(to);
    FunctionCounter.builder("whiskbook.responseCache.misses", answers, ResponseCache::misses)
        .description("activations whose answer may be given again, and that had to run")
        .register(to);
    Gauge.builder("whiskbook.responseCache.size.bytes", answers, ResponseCache::bytes).register(to);
  }

  private static Timer timer(PrometheusMeterRegistry to, String name, Tags tags) {
    return Timer.builder(name)
        .tags(tags)
        .serviceLevelObjectives(
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60))
        .register(to);
  }

  private static void counter(PrometheusMeterRegistry to, String name, Tags tags, LongAdder adder) {
    FunctionCounter.builder(name, adder, LongAdder::doubleValue).tags(tags).register(to);
  }
}
