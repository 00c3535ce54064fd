package dev.whiskbook.standalone.status;

import dev.whiskbook.standalone.control.ContainerPool;
import dev.whiskbook.standalone.control.ContainerSnapshot;
import dev.whiskbook.standalone.control.PoolCounters;
import dev.whiskbook.standalone.control.Slot;
import dev.whiskbook.standalone.data.ResponseCache;
import dev.whiskbook.standalone.data.Router;
import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.fault.Misbehaviour;
import dev.whiskbook.standalone.http.Reply;
import dev.whiskbook.standalone.http.Routes;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /whiskbook/v1/status}: pool, counters and queues, at this moment. */
public final class StatusEndpoint {
  private final long startMs = System.currentTimeMillis();
  private final Router router;
  private final Misbehaviour misbehaviour;
  private final ResponseCache answers;
  private final SettingsEndpoint settings;
  private final ActivationMetrics metrics;

  public StatusEndpoint(
      Router router,
      Misbehaviour misbehaviour,
      ResponseCache answers,
      SettingsEndpoint settings,
      ActivationMetrics metrics) {
    this.router = router;
    this.misbehaviour = misbehaviour;
    this.answers = answers;
    this.settings = settings;
    this.metrics = metrics;
  }

  /** Adds the routes. */
  public void addTo(Routes routes) {
    routes
        .add("GET", "/whiskbook/v1/status", request -> Reply.json(200, status()))
        .add(
            "GET",
            "/metrics",
            request ->
                Reply.text(200, metrics.scrape()).as("text/plain; version=0.0.4; charset=utf-8"));
  }

  private ObjectNode status() {
    List<ContainerSnapshot> containers = router.slots().map(Slot::snapshot).toList();
    var json = Json.object();
    json.put("uptimeMs", System.currentTimeMillis() - startMs);
    json.set("settings", settings.document());
    json.set("counters", counters());
    json.putObject("queues")
        .put("buffered", router.waiting())
        .put("running", containers.stream().mapToInt(ContainerSnapshot::active).sum());
    json.putObject("responseCache").put("answers", answers.size()).put("bytes", answers.bytes());
    var invokers = json.putArray("invokers");
    for (ContainerPool pool : router.pools()) {
      int number = invokers.size();
      invokers
          .addObject()
          .put("invoker", number)
          .put("memoryMb", pool.memoryMb())
          .put("usedMb", pool.usedMb())
          .put("containers", containers.stream().filter(c -> c.invoker() == number).count())
          .put("stemCells", pool.stemCells());
    }
    var list = json.putArray("containers");
    containers.forEach(container -> list.add(document(container)));
    return json;
  }

  private ObjectNode counters() {
    PoolCounters counters = router.counters();
    var json =
        Json.object()
            .put("warmStarts", counters.warmStarts().sum())
            .put("coldStarts", counters.coldStarts().sum())
            .put("stemCellsUsed", counters.stemCellsUsed().sum())
            .put("buffered", counters.buffered().sum())
            .put("evicted", counters.evicted().sum())
            .put("collected", counters.collected().sum())
            .put("failed", counters.failed().sum())
            .put("responseCacheHits", answers.hits())
            .put("responseCacheMisses", answers.misses());
    misbehaviour.injected().forEach((fault, times) -> json.put("injected." + fault, times.sum()));
    return json;
  }

  private static ObjectNode document(ContainerSnapshot c) {
    return Json.object()
        .put("id", c.id())
        .put("invoker", c.invoker())
        .put("state", c.state().toString())
        .put("action", c.action())
        .put("version", c.version())
        .put("kind", c.kind())
        .put("memoryMb", c.memoryMb())
        .put("active", c.active())
        .put("concurrency", c.concurrency())
        .put("activations", c.activations())
        .put("idleMs", c.idleMs());
  }
}
