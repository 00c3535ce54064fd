package dev.whiskbook.whisk;

import dev.whiskbook.whisk.internal.FanOutSettings;
import dev.whiskbook.whisk.internal.Http;
import dev.whiskbook.whisk.internal.LogGatherer;
import dev.whiskbook.whisk.internal.Payloads;
import dev.whiskbook.whisk.internal.Prepared;
import dev.whiskbook.whisk.internal.Rest;
import dev.whiskbook.whisk.internal.StoredSettings;
import dev.whiskbook.whisk.internal.fanout.Engine;
import dev.whiskbook.whisk.internal.journal.JournalFile;
import dev.whiskbook.whisk.internal.journal.RunReader;
import dev.whiskbook.whisk.internal.journal.StoredRun;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * A client of one OpenWhisk. Safe for use by several threads.
 *
 * <p>Every method throws {@link WhiskException} with a sentence for the user when the server cannot
 * be reached, turns us away, or is no OpenWhisk.
 */
public final class Whisk implements AutoCloseable {
  private final Supplier<Target> target;
  private final Http http = new Http();

  private final Optional<Journal> journal;

  private Whisk(Supplier<Target> target, Optional<Journal> journal) {
    this.target = target;
    this.journal = journal;
  }

  /** A client of this target. Sends nothing yet. */
  public static Whisk connect(Target target) {
    return new Whisk(() -> target, Optional.empty());
  }

  /**
   * A client of a target that is asked for at each use: it may still be starting, or move when it
   * restarts. A run stays with the one that it began with.
   */
  public static Whisk connect(Supplier<Target> target) {
    return new Whisk(target, Optional.empty());
  }

  /**
   * A client whose fan-outs are written into a journal, from which they can be resumed.
   *
   * @param journal is left open when the client is closed
   */
  public static Whisk connect(Supplier<Target> target, Journal journal) {
    return new Whisk(target, Optional.of(journal));
  }

  /** Where this client's requests go now; waits for a target that is still starting. */
  public Target target() {
    return target.get();
  }

  /** How long one small request takes that needs no key; tells whether this is an OpenWhisk. */
  public Duration ping() {
    return rest().ping();
  }

  /** Asks whether the server is an OpenWhisk that takes our key, and what it allows us. */
  public ServerStatus status() {
    return rest().status();
  }

  /** What the namespace may do. */
  public Limits limits() {
    return rest().limits();
  }

  /**
   * Brings the action onto the server, unless it is there just so. What the server has is asked for
   * each time, so that a change by someone else in between is noticed.
   */
  public Deployment deploy(Action action) {
    return rest().deploy(action);
  }

  /** An action with its code. */
  public DeployedAction action(String name) {
    return rest().action(name);
  }

  /** The namespace's actions, without code. */
  public List<DeployedAction> actions() {
    return rest().actions();
  }

  /** Deletes an action and returns what it was. */
  public DeployedAction delete(String name) {
    return rest().delete(name);
  }

  /**
   * Invokes an action once and waits for its activation, however long that takes.
   *
   * @param args a map, record, bean or JSON node that becomes a JSON object
   * @return the record, also if the action failed
   */
  public Activation invoke(String name, Object args) {
    return rest().invoke(name, Payloads.one(args));
  }

  /**
   * Invokes an action once and does not wait for it.
   *
   * @param args a map, record, bean or JSON node that becomes a JSON object
   * @return the activation's id, by which its record can be asked for once it is stored
   */
  public String begin(String name, Object args) {
    return rest().begin(name, Payloads.one(args));
  }

  /** The record of an activation. */
  public Activation activation(String id) {
    return rest().activation(id);
  }

  /** Activations, newest first. */
  public List<Activation> activations(ActivationQuery query) {
    return rest().activations(query);
  }

  /** What an activation logged, a line each. */
  public List<String> logs(String id) {
    return rest().logs(id);
  }

  /** What a run's activations logged, as far as this client's target knows them. */
  public LogQuery logs(Run run) {
    return new LogQuery(new LogGatherer(rest()), run);
  }

  /**
   * The records that are stored from now on, as {@code wsk activation poll} shows them.
   *
   * @param action only those of this action; empty for all
   */
  public ActivationTail tail(Optional<String> action) {
    return new ActivationTail(this, action);
  }

  /** What only the embedded OpenWhisk has: its pool, and faults on demand. */
  public Standalone standalone() {
    return new Standalone(rest());
  }

  /** A fan-out of an action, which is deployed first if it changed. */
  public FanOut fanOut(Action action) {
    return new FanOut(this, FanOutSettings.of(action.name(), Optional.of(action)));
  }

  /** A fan-out of an action that is on the server already. */
  public FanOut fanOut(String deployedName) {
    return new FanOut(this, FanOutSettings.of(deployedName, Optional.empty()));
  }

  /** A reduction on this OpenWhisk, by an action that is deployed first if it changed. */
  public ClusterReduction reduction(Action reducer) {
    return new ClusterReduction(this, fanOut(reducer), reducer.name());
  }

  /** A reduction on this OpenWhisk, by an action that is there already. */
  public ClusterReduction reduction(String deployedName) {
    return new ClusterReduction(this, fanOut(deployedName), deployedName);
  }

  /** Where fan-outs are written; empty if they are not. */
  public Optional<Journal> journal() {
    return journal;
  }

  /**
   * Does what is left of a run in the journal: the action numbers that have neither a result nor an
   * error of the action's own. It uses the stored action and arguments, on this client's target;
   * activations that an earlier program began there are waited for, not invoked again.
   *
   * @param runId the run's id
   * @param listener hears how it goes
   * @return the whole run, with what was there before
   * @throws FanOutInterrupted with what was done, if this thread is interrupted
   * @throws WhiskException if there is no such run, or another program is at work on it
   */
  public Run resume(String runId, FanOutListener listener) throws InterruptedException {
    JournalFile file = journal.orElseThrow(Whisk::noJournal).journalFile();
    Rest rest = rest();
    StoredRun run = new RunReader(file).takeOver(runId);
    FanOutSettings settings =
        StoredSettings.applied(run.settings(), FanOutSettings.of(run.action(), run.definition()))
            .withSeed(run.seed())
            .withListener(listener);
    return new Engine(rest, settings, run, file).run();
  }

  private static WhiskException noJournal() {
    return new WhiskException(
        WhiskException.Problem.JOURNAL,
        "This client keeps no journal, so there is nothing to resume: connect with one.");
  }

  /** Closes the connections. */
  @Override
  public void close() {
    http.close();
  }

  FanOutSettings prepared(FanOutSettings settings) {
    Rest rest = rest();
    Rest.Terms terms = rest.terms();
    OptionalInt timeoutMs =
        settings
            .action()
            .map(action -> OptionalInt.of(rest.deploy(action).action().timeoutMs()))
            .orElse(OptionalInt.empty());
    return settings.withPrepared(new Prepared(rest.target(), terms, timeoutMs));
  }

  Plan plan(FanOutSettings settings, int n) {
    return new Engine(rest(), settings, n, journal.map(Journal::journalFile)).plan();
  }

  Run run(FanOutSettings settings, int n) throws InterruptedException {
    return new Engine(rest(), settings, n, journal.map(Journal::journalFile)).run();
  }

  RunningFanOut start(FanOutSettings settings, int n) {
    Rest rest = rest();
    return new RunningFanOut(
        n,
        settings.listener(),
        listener ->
            new Engine(
                rest, settings.withListener(listener), n, journal.map(Journal::journalFile)));
  }

  private Rest rest() {
    return new Rest(http, target.get());
  }
}
