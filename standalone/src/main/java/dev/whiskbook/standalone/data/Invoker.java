package dev.whiskbook.standalone.data;

import static java.lang.System.Logger.Level.ERROR;

import dev.whiskbook.standalone.container.Container;
import dev.whiskbook.standalone.container.Outcome;
import dev.whiskbook.standalone.control.Lease;
import dev.whiskbook.standalone.entity.ActionFacts;
import dev.whiskbook.standalone.entity.Activation;
import dev.whiskbook.standalone.entity.ActivationAnnotations;
import dev.whiskbook.standalone.entity.ActivationResponse;
import dev.whiskbook.standalone.entity.WhiskAction;
import dev.whiskbook.standalone.fault.ActivationFate;
import dev.whiskbook.standalone.fault.Misbehaviour;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Runs activations. One that finds a warm container waits for it and for its answer on no thread;
 * any other has a virtual thread.
 */
public final class Invoker {
  private static final System.Logger LOG = System.getLogger(Invoker.class.getName());

  /** What happened in the container, before the record is made of it. */
  private record Run(
      long startMs,
      long endMs,
      OptionalLong initTimeMs,
      Outcome outcome,
      ActivationResponse response,
      Cached cached) {
    /** One that ends now. */
    Run(long startMs, OptionalLong initTimeMs, Outcome outcome, ActivationResponse response) {
      this(startMs, System.currentTimeMillis(), initTimeMs, outcome, response, Cached.NO);
    }

    /** An answer that was given before. */
    static Run again(ActivationResponse response) {
      long now = System.currentTimeMillis();
      var answer = new Outcome.Answered(response.resultJson());
      return new Run(now, now, OptionalLong.empty(), answer, response, Cached.HIT);
    }

    /** The same, whose answer will be given again. */
    Run kept() {
      return new Run(startMs, endMs, initTimeMs, outcome, response, Cached.MISS);
    }
  }

  /** How it ended in a warm container, before anything is made of it. */
  private record WarmEnd(long startMs, long endMs, Outcome outcome) {
    Run run(int timeoutMs) {
      var response = Responses.ofRun(outcome, timeoutMs);
      return new Run(startMs, endMs, OptionalLong.empty(), outcome, response, Cached.NO);
    }
  }

  /** Where an activation ran, and what the records from there have in common. */
  private record Place(ActionFacts facts, String containerId) {
    static Place of(Lease lease) {
      return new Place(lease.slot().facts(), lease.slot().name());
    }
  }

  /** What the response cache had to do with an activation. */
  private enum Cached {
    NO,
    MISS,
    HIT
  }

  private final Router router;
  private final ActivationStore store;
  private final Misbehaviour misbehaviour;
  private final ResponseCache answers;
  private final List<Consumer<Activation>> observers = new CopyOnWriteArrayList<>();
  private volatile String apiHost = "";

  /**
   * An invoker that runs activations where {@code router} finds a place and records them in {@code
   * store}; what {@code answers} keeps needs no run.
   */
  public Invoker(
      Router router, ActivationStore store, Misbehaviour misbehaviour, ResponseCache answers) {
    this.router = router;
    this.store = store;
    this.misbehaviour = misbehaviour;
    this.answers = answers;
  }

  /** Tells this server's base URL, known once it listens, for {@code __OW_API_HOST}. */
  public void announce(String url) {
    apiHost = url;
  }

  /** Has each record told of when it is stored. */
  public void observe(Consumer<Activation> observer) {
    observers.add(observer);
  }

  /**
   * Starts an invocation and returns at once. Where a container is warm, the activation needs no
   * thread of its own.
   */
  void invoke(Ticket ticket, Invocation invocation) {
    ActivationFate fate = misbehaviour.nextActivation();
    if (fate.lost()) {
      ticket.record().cancel(false);
    } else if (fate.isOrdinary() && !answers.isOn()) {
      var _ =
          place(invocation.action())
              .thenAccept(lease -> enter(lease, ticket, invocation))
              .exceptionally(failure -> fail(ticket, invocation, failure));
    } else {
      Thread.startVirtualThread(() -> serve(ticket, invocation, fate));
    }
  }

  private CompletableFuture<Lease> place(WhiskAction action) {
    return CompletableFuture.completedFuture(action).thenCompose(router::place);
  }

  private Void fail(Ticket ticket, Invocation invocation, Throwable failure) {
    Callable<Activation> run =
        () -> {
          throw new IllegalStateException("No container could be entered", failure);
        };
    ticket.end(() -> keep(ticket, invocation, run));
    return null;
  }

  private void enter(Lease lease, Ticket ticket, Invocation invocation) {
    String id = ticket.activationId();
    if (!router.enter(lease)) {
      Callable<Activation> run =
          () -> activateIn(router.start(lease), id, invocation, ActivationFate.ORDINARY);
      Thread.startVirtualThread(() -> keep(ticket, invocation, run));
      return;
    }
    var log = new ActivationLog(invocation.action().limits().logsMb());
    var _ =
        runWarm(lease, id, invocation, log)
            .whenComplete(
                (end, failure) -> {
                  Callable<Activation> leave =
                      () -> leave(lease, id, invocation, log, end, failure);
                  ticket.end(() -> keep(ticket, invocation, leave));
                });
  }

  private void serve(Ticket ticket, Invocation invocation, ActivationFate fate) {
    String id = ticket.activationId();
    if (fate.duplicate()) {
      store.add(recorded(id, invocation, () -> activate(id, invocation, fate)));
    }
    keep(ticket, invocation, () -> activate(id, invocation, fate));
  }

  /** Stores a record, and tells those who wait for it. */
  private void keep(Ticket ticket, Invocation invocation, Callable<Activation> run) {
    Activation activation = recorded(ticket.activationId(), invocation, run);
    try {
      store.add(activation);
      observers.forEach(observer -> observer.accept(activation));
      ticket.record().complete(activation);
    } catch (RuntimeException e) {
      LOG.log(ERROR, "The record of " + ticket.activationId() + " could not be stored", e);
      ticket.record().completeExceptionally(e);
    }
  }

  /** The record of what {@code run} does, also if it fails. */
  private static Activation recorded(
      String activationId, Invocation invocation, Callable<Activation> run) {
    try {
      return run.call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(activationId, invocation, "The server was stopped.");
    } catch (Exception | Error e) {
      LOG.log(ERROR, "Activation " + activationId + " failed", e);
      return failed(activationId, invocation, "There was an internal error: " + e);
    }
  }

  private Activation activate(String activationId, Invocation invocation, ActivationFate fate)
      throws InterruptedException {
    Optional<ActivationResponse> again = answers.find(invocation);
    if (again.isPresent()) {
      Run run = Run.again(again.orElseThrow());
      var where = new Place(facts(invocation), ResponseCache.CONTAINER);
      var log = new ActivationLog(0);
      return toRecord(activationId, invocation, where, run, log, fate);
    }
    return activateIn(router.acquire(invocation.action()), activationId, invocation, fate);
  }

  private Activation activateIn(
      Lease lease, String activationId, Invocation invocation, ActivationFate fate)
      throws InterruptedException {
    var log = new ActivationLog(invocation.action().limits().logsMb());
    boolean reusable = false;
    try {
      Run run = runInTurn(lease, activationId, invocation, log, fate);
      reusable = isReusable(run.response());
      run = answers.keep(invocation, run.response()) ? run.kept() : run;
      return toRecord(activationId, invocation, Place.of(lease), run, log, fate);
    } finally {
      router.release(lease, reusable);
    }
  }

  private CompletableFuture<WarmEnd> runWarm(
      Lease lease, String activationId, Invocation invocation, ActivationLog log) {
    Container container = lease.container();
    int timeoutMs = invocation.action().limits().timeoutMs();
    return CompletableFuture.completedFuture(container)
        .thenCompose(Container::beginTurn)
        .thenCompose(
            turn -> {
              long startMs = System.currentTimeMillis();
              var environment = environment(activationId, invocation, startMs + timeoutMs);
              return container
                  .run(invocation.argumentsJson(), environment, log, Duration.ofMillis(timeoutMs))
                  .thenApply(outcome -> new WarmEnd(startMs, System.currentTimeMillis(), outcome))
                  .whenComplete((end, failure) -> container.endTurn());
            });
  }

  /** Gives a warm container back, and makes the record. */
  private Activation leave(
      Lease lease,
      String activationId,
      Invocation invocation,
      ActivationLog log,
      WarmEnd end,
      Throwable failure) {
    boolean reusable = false;
    try {
      if (failure != null) {
        throw new IllegalStateException("The container failed", failure);
      }
      Run run = end.run(invocation.action().limits().timeoutMs());
      reusable = isReusable(run.response());
      return toRecord(activationId, invocation, Place.of(lease), run, log, ActivationFate.ORDINARY);
    } finally {
      router.release(lease, reusable);
    }
  }

  /** Waiting for a processor is waiting, so it ends before the activation starts. */
  private Run runInTurn(
      Lease lease,
      String activationId,
      Invocation invocation,
      ActivationLog log,
      ActivationFate fate)
      throws InterruptedException {
    Duration simulated = lease.cold() ? fate.coldWait() : fate.warmWait();
    if (!simulated.isZero()) { // a virtual thread that sleeps for no time makes way for others
      Thread.sleep(simulated);
    }
    await(lease.container().beginTurn());
    Run run;
    try {
      run = runIn(lease, activationId, invocation, log);
    } finally {
      lease.container().endTurn();
    }
    return slowed(run, fate, invocation.action().limits().timeoutMs());
  }

  /** Lets an activation take longer than it did, at most until its time limit. */
  private static Run slowed(Run run, ActivationFate fate, int timeoutMs)
      throws InterruptedException {
    if (fate.slowFactor() <= 1) {
      return run;
    }
    long tookMs = System.currentTimeMillis() - run.startMs();
    long extraMs = Math.round(tookMs * (fate.slowFactor() - 1));
    boolean late = tookMs + extraMs > timeoutMs;
    Thread.sleep(late ? Math.max(0, timeoutMs - tookMs) : extraMs);
    if (late) {
      var timedOut = new Outcome.TimedOut();
      return new Run(
          run.startMs(), run.initTimeMs(), timedOut, Responses.ofRun(timedOut, timeoutMs));
    }
    return new Run(run.startMs(), run.initTimeMs(), run.outcome(), run.response());
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
      router.started(lease);
      environment.put("__OW_DEADLINE", Long.toString(initialisedMs + timeoutMs));
    }
    Outcome outcome =
        await(lease.container().run(invocation.argumentsJson(), environment, log, timeout));
    return new Run(startMs, initTimeMs, outcome, Responses.ofRun(outcome, timeoutMs));
  }

  private static <T> T await(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The container failed", e.getCause());
    }
  }

  /** As in OpenWhisk, any failure but an application's own error costs the container. */
  private static boolean isReusable(ActivationResponse response) {
    return switch (response.status()) {
      case SUCCESS, APPLICATION_ERROR -> true;
      case DEVELOPER_ERROR, WHISK_ERROR -> false;
    };
  }

  private static Activation toRecord(
      String activationId,
      Invocation invocation,
      Place where,
      Run run,
      ActivationLog log,
      ActivationFate fate) {
    long skewMs = fate.clockSkew().toMillis();
    long endMs = run.endMs() + skewMs;
    boolean timedOut = run.outcome() instanceof Outcome.TimedOut;
    if (hasStopped(run.outcome())) {
      log.incomplete();
    }
    long startMs = run.startMs() + skewMs;
    var annotations =
        annotations(
            where.facts, invocation, Math.max(0, startMs - invocation.receivedMs()), timedOut);
    run.initTimeMs().ifPresent(ms -> annotations.add("initTime", ms));
    if (run.cached() != Cached.NO) {
      annotations.add("responseCache", run.cached() == Cached.HIT ? "hit" : "miss");
    }
    if (!fate.label().isEmpty()) {
      annotations.add("simulated", fate.label());
    }
    return new Activation(
        activationId,
        Activation.Invoked.action(invocation.origin().namespace(), where.facts),
        Activation.Span.of(startMs, endMs),
        invocation.origin().cause(),
        annotations.list(),
        run.response(),
        log.lines(),
        new Activation.Notes(where.containerId, fate.label()));
  }

  /**
   * With the annotation {@code random-seed} the action's random numbers depend on that and on its
   * arguments only: a run that is repeated gives the same results.
   */
  private static Optional<String> randomSeed(WhiskAction action, String argumentsJson) {
    return action.annotation("random-seed").map(seed -> seed + " " + argumentsJson);
  }

  private static boolean hasStopped(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered _, Outcome.Failed _ -> false;
      case Outcome.Exited _, Outcome.TimedOut _, Outcome.MemoryExhausted _ -> true;
    };
  }

  private static Activation failed(String activationId, Invocation invocation, String why) {
    long now = System.currentTimeMillis();
    return new Activation(
        activationId,
        Activation.Invoked.action(invocation.origin().namespace(), invocation.action()),
        Activation.Span.of(now, now),
        invocation.origin().cause(),
        annotations(facts(invocation), invocation, now - invocation.receivedMs(), false).list(),
        ActivationResponse.error(ActivationResponse.Status.WHISK_ERROR, why, OptionalInt.empty()),
        List.of(),
        Activation.Notes.NONE);
  }

  private static ActionFacts facts(Invocation invocation) {
    return ActionFacts.of(invocation.action(), invocation.action().exec().kind());
  }

  private static ActivationAnnotations annotations(
      ActionFacts facts, Invocation invocation, long waitTimeMs, boolean timedOut) {
    var annotations =
        ActivationAnnotations.of(facts, waitTimeMs)
            .add("timeout", timedOut)
            .causedBy(invocation.origin().cause());
    invocation.origin().binding().ifPresent(binding -> annotations.add("binding", binding));
    return annotations;
  }

  private Map<String, String> environment(
      String activationId, Invocation invocation, long deadlineMs) {
    WhiskAction action = invocation.action();
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("__OW_API_HOST", apiHost);
    environment.put("__OW_NAMESPACE", invocation.origin().namespace());
    environment.put("__OW_ACTION_NAME", "/" + action.path());
    environment.put("__OW_ACTION_VERSION", action.version().toString());
    environment.put("__OW_ACTIVATION_ID", activationId);
    environment.put("__OW_DEADLINE", Long.toString(deadlineMs));
    environment.put("__OW_TRANSACTION_ID", invocation.transactionId());
    if (action.isTruthy("provide-api-key")) {
      environment.put("__OW_API_KEY", invocation.origin().apiKey());
    }
    randomSeed(action, invocation.argumentsJson())
        .ifPresent(seed -> environment.put("__WHISKBOOK_RANDOM_SEED", seed));
    return environment;
  }
}
