package dev.whiskbook.whisk.internal.fanout;

import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Deployment;
import dev.whiskbook.whisk.Estimate;
import dev.whiskbook.whisk.FanOutInterrupted;
import dev.whiskbook.whisk.Limits;
import dev.whiskbook.whisk.Plan;
import dev.whiskbook.whisk.Results;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.RunState;
import dev.whiskbook.whisk.Status;
import dev.whiskbook.whisk.WhiskException;
import dev.whiskbook.whisk.internal.Chunks;
import dev.whiskbook.whisk.internal.FanOutSettings;
import dev.whiskbook.whisk.internal.Http;
import dev.whiskbook.whisk.internal.ItemResults;
import dev.whiskbook.whisk.internal.Payloads;
import dev.whiskbook.whisk.internal.Prepared;
import dev.whiskbook.whisk.internal.Rest;
import dev.whiskbook.whisk.internal.StoredSettings;
import dev.whiskbook.whisk.internal.journal.JournalFile;
import dev.whiskbook.whisk.internal.journal.RunHeader;
import dev.whiskbook.whisk.internal.journal.RunReader;
import dev.whiskbook.whisk.internal.journal.RunWriter;
import dev.whiskbook.whisk.internal.journal.StoredRun;
import dev.whiskbook.whisk.js.JsException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Plans and runs one fan-out: a new one, or what is left of one in the journal. */
public final class Engine {
  // Beyond the action's own time: log collection and the write to the database, then some.
  private static final long RECORD_PATIENCE_MS = 60_000;
  // A restart of a controller takes some ten seconds; what is away for longer needs its operator.
  private static final long OUTAGE_PATIENCE_MS = 60_000;
  // A blocking invocation is answered with 202 after 60 s; with less than this it comes in time.
  private static final long LONGEST_BLOCKING_MS = 45_000;
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

  private final Rest rest;
  private final FanOutSettings settings;
  private final Chunks chunks;
  private final int n; // activations
  private final Optional<JournalFile> journal;
  private final Optional<StoredRun> stored;
  private final Remaining remaining;
  private final String id;
  private final Instant start;
  private final long begunNanos = System.nanoTime();
  private volatile ResultStore results;

  /**
   * A new fan-out; its time begins now.
   *
   * @param items how many action numbers there are
   * @param journal where the run is written
   */
  public Engine(Rest rest, FanOutSettings settings, int items, Optional<JournalFile> journal) {
    this.rest = rest;
    this.settings = settings;
    this.chunks = new Chunks(settings.chunk(), items);
    this.n = chunks.count();
    this.journal = journal;
    stored = Optional.empty();
    remaining = Remaining.all(n);
    start = Instant.now();
    id = "%s-%04x".formatted(RUN_ID.format(start), ThreadLocalRandom.current().nextInt(1 << 16));
  }

  /**
   * What an earlier program left undone of a run, with the arguments that it made.
   *
   * @param run the run, taken over
   */
  public Engine(Rest rest, FanOutSettings settings, StoredRun run, JournalFile journal) {
    this.rest = rest;
    this.settings = settings;
    this.journal = Optional.of(journal);
    n = run.n();
    chunks = StoredSettings.chunks(run.settings(), n);
    stored = Optional.of(run);
    remaining =
        Remaining.of(
            run,
            StoredRuns.results(new RunReader(journal), run.id(), n),
            run.apihost().equals(rest.target().apihost().toString()));
    start = run.start();
    id = run.id();
  }

  /** The run's id. */
  public String id() {
    return id;
  }

  /** What came of the items of an activation that has been said to be finished. */
  public List<ActionResult> items(int activation) {
    return chunks.items(results.get(activation));
  }

  /** Makes the arguments and asks for the limits, no more. */
  public Plan plan() {
    Limits limits = rest.limits();
    try (Payloads payloads = payloads(limits)) {
      return plan(payloads, limits, ActionTerms.of(rest, settings, limits));
    }
  }

  /** Plans, deploys, fires and gathers. */
  public Run run() throws InterruptedException {
    try {
      return planAndFire();
    } catch (WhiskException | JsException e) {
      // Interrupted before the first invocation: in a request, or in JavaScript that makes args.
      if (e.getCause() instanceof InterruptedException && Thread.interrupted()) {
        throw interrupted(
            IntStream.range(0, n).mapToObj(Execution::notRun).toList(), Optional.empty(), e);
      }
      throw e;
    }
  }

  private Run planAndFire() throws InterruptedException {
    Optional<Prepared> prepared =
        settings.prepared().filter(known -> known.target().equals(rest.target()));
    Rest.Terms terms = prepared.map(Prepared::terms).orElseGet(rest::terms);
    try (Payloads payloads = payloads(terms.limits())) {
      ActionTerms action = ActionTerms.of(rest, settings, terms.limits());
      Plan plan = plan(payloads, terms.limits(), action);
      settings.listener().planned(plan);
      Optional<RunWriter> writer = writer(plan, payloads);
      RunState state = RunState.INTERRUPTED;
      Optional<Estimate> estimate = Optional.empty();
      try {
        OptionalInt deployed = prepared.map(Prepared::timeoutMs).orElse(OptionalInt.empty());
        int timeoutMs =
            deployed.isPresent()
                ? deployed.getAsInt()
                : settings.action().map(this::deploy).orElse(action.timeoutMs());
        Run run = fire(terms, plan, payloads, writer, timeoutMs);
        state = run.state();
        estimate = run.estimate();
        return run;
      } finally {
        end(writer, state, estimate);
      }
    }
  }

  private Run fire(
      Rest.Terms terms, Plan plan, Payloads payloads, Optional<RunWriter> writer, int timeoutMs)
      throws InterruptedException {
    LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    Gate gate =
        new Gate(
            plan.concurrency(),
            new MinuteBudget(plan.invocationsPerMinute(), terms.clockOffsetMs()),
            OUTAGE_PATIENCE_MS,
            GateClock.of(terms.receivedMs(), terms.clockSpeed()),
            events::add);
    long patienceMs =
        timeoutMs
            + settings.how().recordPatience().map(Duration::toMillis).orElse(RECORD_PATIENCE_MS);
    Redeployment redeployment = new Redeployment(rest, settings.action());
    try (LateSet late = new LateSet(rest, settings.name(), patienceMs, terms.recordOffsetMs())) {
      Invoker invoker =
          new Invoker(
              rest,
              settings.name(),
              payloads,
              late,
              terms.shiftMs(),
              plan.blocking(),
              redeployment,
              events::add);
      Execution execution =
          new Execution(
              settings, chunks, results(writer), plan, remaining, writer, invoker, gate, events);
      try {
        execution.run();
      } catch (InterruptedException e) {
        throw interrupted(execution.results(), execution.estimate(), e);
      }
      List<ActionResult> results = execution.results();
      RunState state =
          execution.isConverged()
              ? RunState.CONVERGED
              : isWhole(results) ? RunState.DONE : RunState.INTERRUPTED;
      return ended(results, state, execution.estimate());
    }
  }

  private ResultStore results(Optional<RunWriter> writer) {
    results = new ResultStore(n, id, writer.map(_ -> new RunReader(journal.orElseThrow())));
    return results;
  }

  /** A run that the journal cannot take goes on without: its results are in memory all the same. */
  private Optional<RunWriter> writer(Plan plan, Payloads payloads) {
    if (journal.isEmpty()) {
      return Optional.empty();
    }
    if (stored.isPresent()) {
      return Optional.of(new RunReader(journal.get()).writer(stored.get()));
    }
    RunHeader header =
        new RunHeader(
            id,
            settings.name(),
            rest.target(),
            n,
            settings.seed(),
            start,
            plan,
            settings.action(),
            StoredSettings.of(settings, chunks));
    try {
      return Optional.of(RunWriter.begin(journal.get(), header, payloads::get));
    } catch (WhiskException e) {
      warn(e, "The run goes on without it and cannot be resumed.");
      return Optional.empty();
    }
  }

  private void end(Optional<RunWriter> writer, RunState state, Optional<Estimate> estimate) {
    try {
      writer.ifPresent(w -> w.end(state, sinceBegun(), estimate));
    } catch (WhiskException e) {
      warn(e, "How the run ended is not in it.");
    }
  }

  private void warn(WhiskException trouble, String consequence) {
    settings.listener().warning(trouble.getMessage() + " " + consequence);
  }

  private static boolean isWhole(List<ActionResult> results) {
    return results.stream().noneMatch(r -> r.status() == Status.CANCELLED);
  }

  private FanOutInterrupted interrupted(
      List<ActionResult> results, Optional<Estimate> estimate, Exception cause) {
    FanOutInterrupted interrupted =
        new FanOutInterrupted(ended(results, RunState.INTERRUPTED, estimate));
    interrupted.initCause(cause);
    return interrupted;
  }

  private Run ended(List<ActionResult> results, RunState state, Optional<Estimate> estimate) {
    Duration before = stored.map(StoredRun::wall).orElse(Duration.ZERO);
    return new Run(
        id,
        settings.name(),
        rest.target().name(),
        chunks.items(),
        settings.seed(),
        start,
        before.plus(sinceBegun()),
        new Results(settings.name() + " results", ItemResults.of(chunks, results)),
        state,
        estimate);
  }

  private Duration sinceBegun() {
    return Duration.ofNanos(System.nanoTime() - begunNanos);
  }

  /** The action's time limit in ms. */
  private int deploy(Action action) {
    Deployment deployment = rest.deploy(action);
    settings.listener().deployed(deployment);
    return deployment.action().timeoutMs();
  }

  private Payloads payloads(Limits limits) {
    if (stored.isPresent()) {
      RunReader reader = new RunReader(journal.orElseThrow());
      return Payloads.stored(n, remaining.numbers(), i -> reader.args(stored.get(), i));
    }
    return Payloads.make(settings.args(), settings.seed(), chunks, limits.maxParameterBytes());
  }

  private Plan plan(Payloads payloads, Limits limits, ActionTerms action) {
    int left = Math.max(1, remaining.numbers().length);
    int wanted = settings.how().concurrency().orElse(Http.MAX_CONNECTIONS);
    int allowed = Math.max(1, limits.concurrentInvocations());
    int concurrency = Math.min(left, Math.min(wanted, allowed));
    int perMinute = Math.max(1, limits.invocationsPerMinute());
    OptionalLong serviceMs = serviceMs();
    boolean fits = serviceMs.isEmpty() || serviceMs.getAsLong() <= LONGEST_BLOCKING_MS;
    return new Plan(
        settings.name(),
        n,
        concurrency,
        Math.ceilDiv(left, concurrency),
        payloads.totalBytes(),
        payloads.maxBytes(),
        perMinute,
        Math.ceilDiv(left, perMinute) - 1,
        action.memoryMb(),
        action.codeBytes(),
        serviceMs,
        settings.how().blocking().orElse(fits),
        settings.pricePerGbSecond());
  }

  /** By the journal, whose trouble is no reason not to plan. */
  private OptionalLong serviceMs() {
    try {
      return journal
          .map(file -> new RunReader(file).medianServiceMs(settings.name()))
          .orElse(OptionalLong.empty());
    } catch (WhiskException e) {
      return OptionalLong.empty(); // said when the run is to be written
    }
  }
}
