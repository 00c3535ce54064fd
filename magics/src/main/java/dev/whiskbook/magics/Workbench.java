package dev.whiskbook.magics;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.magics.failure.ActionFailure;
import dev.whiskbook.magics.failure.ActionSource;
import dev.whiskbook.magics.monitor.Monitor;
import dev.whiskbook.magics.monitor.Samples;
import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.ArgsGenerator;
import dev.whiskbook.whisk.Journal;
import dev.whiskbook.whisk.OrchestratorConfig;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.RunningFanOut;
import dev.whiskbook.whisk.Whisk;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * What the magics of one session remember from cell to cell: what was defined, and the runs. Java
 * cells know it as {@code workbench}.
 *
 * <p>Safe for use by several threads: everything below is guarded by this object's lock, which is
 * never held while something is waited for.
 */
public final class Workbench implements AutoCloseable {

  private final Targets targets;
  private final Journal journal;
  private final Whisk whisk;
  private final DeployedNames deployed;
  private final Monitor monitor;

  private final Map<String, Action> actions = new LinkedHashMap<>();
  private final Map<String, ActionSource> sources = new HashMap<>();
  private final Map<String, List<ActionFailure>> failures = new HashMap<>();
  private final Map<String, ArgsGenerator> generators = new LinkedHashMap<>();
  private final Map<String, Run> runs = new LinkedHashMap<>();
  private final Map<String, RunningFanOut> running = new LinkedHashMap<>();
  private String newestAction;
  private String newestGenerator;
  private Function<List<JsonNode>, ?> reducer;
  private String reducerSource;
  private OrchestratorConfig config;
  private CellOutput console;

  /**
   * An empty workbench whose client follows the targets.
   *
   * @param journal where its runs are written; closed with it
   */
  public Workbench(Targets targets, Journal journal) {
    this.targets = targets;
    this.journal = journal;
    this.whisk = Whisk.connect(targets, journal);
    this.deployed = new DeployedNames(whisk);
    this.monitor = new Monitor(targets::embeddedPid, journal::addSamples);
  }

  /** The client of whatever the target is. */
  public Whisk whisk() {
    return whisk;
  }

  /** The names of the actions that it has. */
  public DeployedNames deployed() {
    return deployed;
  }

  /** Which OpenWhisk that is. */
  public Targets targets() {
    return targets;
  }

  /** What samples this machine while it is asked to. */
  public Monitor monitor() {
    return monitor;
  }

  /**
   * What the machine did during a run, as this session or the one that made the run sampled it.
   *
   * @throws IllegalArgumentException if nothing was sampled; says why
   */
  public Samples samples(Run run) {
    return monitor.during(run, journal.samples(run.id()));
  }

  /** The runs on disk. */
  public Journal journal() {
    return journal;
  }

  /** Remembers an action under its name, as the one that is meant where none is named. */
  public synchronized void define(Action action) {
    actions.put(action.name(), action);
    newestAction = action.name();
  }

  /** Remembers the cell that defines an action, for the stacks of its failures. */
  public synchronized void define(ActionSource source) {
    sources.put(source.action(), source);
  }

  /** The cell that defines an action, as it was when it was defined last. */
  public synchronized Optional<ActionSource> source(String action) {
    return Optional.ofNullable(sources.get(action));
  }

  /** Keeps why actions of a run failed. */
  public synchronized void explain(Run run, List<ActionFailure> why) {
    failures.put(run.id(), List.copyOf(why));
  }

  /** Why actions of a run failed, as far as it was looked into. */
  public synchronized List<ActionFailure> failures(Run run) {
    return failures.getOrDefault(run.id(), List.of());
  }

  /** The action of this name, if one was defined here. */
  public synchronized Optional<Action> action(String name) {
    return Optional.ofNullable(actions.get(name));
  }

  /** The action that was defined last. */
  public synchronized Optional<Action> newestAction() {
    return Optional.ofNullable(newestAction).map(actions::get);
  }

  /** All actions that were defined here, in the order of their first definition. */
  public synchronized List<Action> actions() {
    return List.copyOf(actions.values());
  }

  /** Remembers an args generator, as the one that is meant where none is named. */
  public synchronized void define(String name, ArgsGenerator generator) {
    generators.put(name, generator);
    newestGenerator = name;
  }

  /** The args generator of this name. */
  public synchronized Optional<ArgsGenerator> generator(String name) {
    return Optional.ofNullable(generators.get(name));
  }

  /** The args generator that was defined last. */
  public synchronized Optional<ArgsGenerator> newestGenerator() {
    return Optional.ofNullable(newestGenerator).map(generators::get);
  }

  /** Remembers the reducer that is meant where none is named. */
  public synchronized void define(Function<List<JsonNode>, ?> newReducer) {
    reducer = newReducer;
    reducerSource = null;
  }

  /**
   * Remembers a reducer in JavaScript, which can be sent to a cluster.
   *
   * @param source its source
   */
  public synchronized void define(Function<List<JsonNode>, ?> newReducer, String source) {
    reducer = newReducer;
    reducerSource = source;
  }

  /** The JavaScript of the reducer that was defined last, if it is in JavaScript. */
  public synchronized Optional<String> reducerSource() {
    return Optional.ofNullable(reducerSource);
  }

  /** The reducer that was defined last. */
  public synchronized Optional<Function<List<JsonNode>, ?>> reducer() {
    return Optional.ofNullable(reducer);
  }

  /** Takes over a config file's action, args generator and reducer as the newest ones. */
  public synchronized void define(OrchestratorConfig newConfig) {
    define(newConfig.action());
    define(newConfig.action().name(), newConfig.argsGenerator());
    define(newConfig.reducer());
    config = newConfig;
  }

  /** The config file whose action this is. */
  public synchronized Optional<OrchestratorConfig> configOf(String action) {
    return Optional.ofNullable(config).filter(c -> c.action().name().equals(action));
  }

  /** Keeps a fan-out that goes on in the background. */
  public synchronized void add(RunningFanOut fanOut) {
    running.values().removeIf(RunningFanOut::isDone);
    running.put(fanOut.id(), fanOut);
  }

  /** The fan-outs of this session that go on in the background, oldest first. */
  public synchronized List<RunningFanOut> running() {
    return running.values().stream().filter(fanOut -> !fanOut.isDone()).toList();
  }

  /** Keeps a run, as the last one. */
  public synchronized void add(Run run) {
    runs.remove(run.id());
    runs.put(run.id(), run);
  }

  /** The last run, whether whole or not. */
  public synchronized Optional<Run> lastRun() {
    return runs.isEmpty()
        ? Optional.empty()
        : Optional.of(runs.values().stream().toList().getLast());
  }

  /** The runs of this notebook, newest last. */
  public synchronized List<Run> runs() {
    return List.copyOf(runs.values());
  }

  /** The run of this id. */
  public synchronized Optional<Run> run(String id) {
    return Optional.ofNullable(runs.get(id));
  }

  /** Says to which cell the lines belong that JavaScript logs in this JVM from now on. */
  public synchronized void logTo(CellOutput output) {
    console = output;
  }

  /** Where JavaScript that runs in this JVM logs: the cell that called it, not that defined it. */
  public Consumer<String> console() {
    return line -> {
      CellOutput output;
      synchronized (this) {
        output = console;
      }
      if (output != null) {
        output.stream(StreamName.STDOUT, line + "\n");
      }
    };
  }

  /** Closes the client and ends the embedded OpenWhisk. */
  @Override
  public void close() {
    monitor.close();
    running().forEach(RunningFanOut::cancel);
    whisk.close();
    journal.close();
    targets.close();
  }
}
