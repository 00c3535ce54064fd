package dev.whiskbook.standalone;

import dev.whiskbook.standalone.container.Isolation;
import dev.whiskbook.standalone.control.PoolConfig;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options about containers. */
final class PoolOptions {
  @Option(
      names = "--memory",
      paramLabel = "MB",
      defaultValue = "2048",
      description = "Memory that the containers share (default: ${DEFAULT-VALUE}).")
  int memoryMb;

  @Option(
      names = "--invokers",
      paramLabel = "N",
      defaultValue = "1",
      description = {
        "Simulated invokers that the memory is split over (default: ${DEFAULT-VALUE}).",
        "Activations are placed by hash and step, as OpenWhisk's sharding balancer does."
      })
  int invokers;

  @Option(
      names = "--prewarm",
      paramLabel = "N",
      defaultValue = "2",
      description = "Stem cells that each invoker keeps ready (default: ${DEFAULT-VALUE}).")
  int stemCells;

  @Option(
      names = "--idle-timeout",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "After which an unused container is destroyed (default: ${DEFAULT-VALUE}).")
  int idleSeconds;

  @Option(
      names = "--isolation",
      paramLabel = "MODE",
      defaultValue = "context",
      description = {
        "context (default): JavaScript runs in GraalJS contexts, other kinds in processes;",
        "process: each container is a process with a memory limit: node, python3 or a JVM."
      })
  String isolation;

  @Option(
      names = "--max-action-concurrency",
      paramLabel = "N",
      defaultValue = "1",
      description = {
        "Activations at once in one container that an action for Node.js may ask for by its limit",
        "concurrency (default: ${DEFAULT-VALUE}, as OpenWhisk's)."
      })
  int maxActionConcurrency;

  @Option(
      names = "--response-cache",
      description = {
        "Answers a call again without a run, as long as the action has said by a field",
        "\"Cache-Control\": \"max-age=SECONDS\" of its result, or of its headers."
      })
  boolean responseCache;

  /** What the options ask for; an {@link IllegalArgumentException} has a sentence if they err. */
  PoolConfig config() {
    return new PoolConfig(
        memoryMb,
        invokers,
        stemCells,
        Duration.ofSeconds(idleSeconds),
        Isolation.parse(isolation),
        maxActionConcurrency);
  }
}
