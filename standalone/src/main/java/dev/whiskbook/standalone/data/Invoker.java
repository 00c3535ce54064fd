package dev.whiskbook.standalone.data;

import static java.lang.System.Logger.Level.ERROR;

import dev.whiskbook.standalone.container.Outcome;
import dev.whiskbook.standalone.control.ContainerPool;
import dev.whiskbook.standalone.control.Lease;
import dev.whiskbook.standalone.entity.Activation;
import dev.whiskbook.standalone.entity.ActivationId;
import dev.whiskbook.standalone.entity.ActivationResponse;
import dev.whiskbook.standalone.entity.WhiskAction;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * Runs activations, each on a virtual thread that waits for a container and then for its answer.
 */
public final class Invoker {
  private static final System.Logger LOG = System.getLogger(Invoker.class.getName());

  /**
   * An accepted invocation.
   *
   * @param record completes with the record when that is stored; never fails
   */
  public record Ticket(String activationId, CompletableFuture<Activation> record) {}

  /** What happened in the container, before the record is made of it. */
  private record Run(
      long startMs, OptionalLong initTimeMs, Outcome outcome, ActivationResponse response) {}

  private final ContainerPool pool;
  private final ActivationStore store;
  private volatile String apiHost = "";

  /** An invoker that runs activations in {@code pool} and records them in {@code store}. */
  public Invoker(ContainerPool pool, ActivationStore store) {
    this.pool = pool;
    this.store = store;
  }

  /** Tells this server's base URL, known once it listens, for {@code __OW_API_HOST}. */
  public void announce(String url) {
    apiHost = url;
  }

  /** Accepts an invocation and returns at once. */
  public Ticket invoke(Invocation invocation) {
    var ticket = new Ticket(ActivationId.random(), new CompletableFuture<>());
    Thread.startVirtualThread(() -> finish(ticket, activate(ticket.activationId(), invocation)));
    return ticket;
  }

  private void finish(Ticket ticket, Activation activation) {
    store.add(activation);
    ticket.record().complete(activation);
  }

  private Activation activate(String activationId, Invocation invocation) {
    var log = new ActivationLog(invocation.action().limits().logsMb());
    try {
      Lease lease = pool.acquire(invocation.action());
      boolean reusable = false;
      try {
        Run run = runInTurn(lease, activationId, invocation, log);
        reusable = isReusable(run.response());
        return toRecord(activationId, invocation, lease.container().id(), run, log);
      } finally {
        pool.release(lease, reusable);
      }
    } catch (RuntimeException | Error e) {
      LOG.log(ERROR, "Activation " + activationId + " failed", e);
      return failed(activationId, invocation, "There was an internal error: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(activationId, invocation, "The server was stopped.");
    }
  }

  /** Waiting for a processor is waiting, so it ends before the activation starts. */
  private Run runInTurn(Lease lease, String activationId, Invocation invocation, ActivationLog log)
      throws InterruptedException {
    lease.container().beginTurn();
    try {
      return runIn(lease, activationId, invocation, log);
    } finally {
      lease.container().endTurn();
    }
  }

  private Run runIn(Lease lease, String activationId, Invocation invocation, ActivationLog log)
      throws InterruptedException {
    WhiskAction action = invocation.action();
    int timeoutMs = action.limits().timeoutMs();
    var timeout = Duration.ofMillis(timeoutMs);
    long startMs = System.currentTimeMillis();
    OptionalLong initTimeMs = OptionalLong.empty();
    var environment = environment(activationId, invocation, startMs + timeoutMs);
    if (lease.cold()) {
      var initial = new LinkedHashMap<>(invocation.initEnvironment());
      initial.putAll(environment);
      Outcome outcome = lease.container().init(action.name(), action.exec(), initial, log, timeout);
      long initialisedMs = System.currentTimeMillis();
      initTimeMs = OptionalLong.of(initialisedMs - startMs);
      if (!(outcome instanceof Outcome.Answered)) {
        return new Run(startMs, initTimeMs, outcome, Responses.ofInit(outcome, timeoutMs));
      }
      environment.put("__OW_DEADLINE", Long.toString(initialisedMs + timeoutMs));
    }
    Outcome outcome = lease.container().run(invocation.argumentsJson(), environment, log, timeout);
    return new Run(startMs, initTimeMs, outcome, Responses.ofRun(outcome, timeoutMs));
  }

  /** As in OpenWhisk, any failure but an application's own error costs the container. */
  private static boolean isReusable(ActivationResponse response) {
    return switch (response.status()) {
      case SUCCESS, APPLICATION_ERROR -> true;
      case DEVELOPER_ERROR, WHISK_ERROR -> false;
    };
  }

  private static Activation toRecord(
      String activationId, Invocation invocation, String containerId, Run run, ActivationLog log) {
    long endMs = System.currentTimeMillis();
    boolean timedOut = run.outcome() instanceof Outcome.TimedOut;
    if (timedOut || run.outcome() instanceof Outcome.Exited) {
      log.incomplete();
    }
    return new Activation(
        activationId,
        invocation.action(),
        run.startMs(),
        endMs,
        Math.max(0, run.startMs() - invocation.receivedMs()),
        run.initTimeMs(),
        timedOut,
        containerId,
        run.response(),
        log.lines());
  }

  private static Activation failed(String activationId, Invocation invocation, String why) {
    long now = System.currentTimeMillis();
    return new Activation(
        activationId,
        invocation.action(),
        now,
        now,
        now - invocation.receivedMs(),
        OptionalLong.empty(),
        false,
        "none",
        ActivationResponse.error(ActivationResponse.Status.WHISK_ERROR, why, OptionalInt.empty()),
        List.of());
  }

  private Map<String, String> environment(
      String activationId, Invocation invocation, long deadlineMs) {
    WhiskAction action = invocation.action();
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("__OW_API_HOST", apiHost);
    environment.put("__OW_NAMESPACE", action.namespace());
    environment.put("__OW_ACTION_NAME", "/" + action.path());
    environment.put("__OW_ACTION_VERSION", action.version().toString());
    environment.put("__OW_ACTIVATION_ID", activationId);
    environment.put("__OW_DEADLINE", Long.toString(deadlineMs));
    environment.put("__OW_TRANSACTION_ID", invocation.transactionId());
    return environment;
  }
}
