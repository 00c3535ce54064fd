package dev.whiskbook.magics.experiment;

import dev.whiskbook.magics.show.Numbers;
import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Missing;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.Target;
import dev.whiskbook.whisk.Whisk;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Heavy actions: one program, at more and more at once. */
public final class WorkloadExperiment {

  private static final double MB = 1e6;
  private static final int WARM_UPS = 4;

  private final Whisk whisk;
  private final Workload workload;
  private List<Integer> n = List.of(1, 10, 100);
  private String kind;
  private Map<String, Object> parameters = Map.of();
  private Optional<URI> url = Optional.empty();
  private double sizeMb = 4;
  private double bandwidthMb = 100;
  private ExperimentListener listener = ExperimentListener.NONE;

  WorkloadExperiment(Whisk whisk, Workload workload) {
    this.whisk = whisk;
    this.workload = workload;
    kind = workload.needsProcess() ? "python:3" : "nodejs:default";
  }

  /** With so many at once; 1, 10 and 100 unless said otherwise. */
  public WorkloadExperiment n(int... numbers) {
    n = Range.checked("number of actions", numbers);
    return this;
  }

  /**
   * In this runtime, {@code nodejs:…} or {@code python:…}. The embedded OpenWhisk runs JavaScript
   * without network and files unless it is started with {@code --isolation process}, and Python in
   * processes, which have both; so these two are in Python unless said otherwise.
   */
  public WorkloadExperiment kind(String runtime) {
    kind = runtime;
    return this;
  }

  /**
   * With other arguments for the programs than their own, such as {@code size} or {@code files}.
   */
  public WorkloadExperiment parameters(Map<String, Object> arguments) {
    parameters = Map.copyOf(arguments);
    return this;
  }

  /** Downloads this instead of an object on this machine. */
  public WorkloadExperiment url(URI object) {
    url = Optional.of(object);
    return this;
  }

  /** With an object of this size, and this bandwidth for all downloads together, in MB and MB/s. */
  public WorkloadExperiment object(double megabytes, double megabytesPerSecond) {
    if (!(megabytes > 0 && megabytesPerSecond > 0 && megabytes <= 1_000)) {
      throw new IllegalArgumentException(
          "The object's size is above 0 and up to 1,000 MB, and the bandwidth above 0 MB/s, not %s and %s."
              .formatted(megabytes, megabytesPerSecond));
    }
    sizeMb = megabytes;
    bandwidthMb = megabytesPerSecond;
    return this;
  }

  /** With someone who hears how it goes. */
  public WorkloadExperiment listener(ExperimentListener newListener) {
    listener = newListener;
    return this;
  }

  /**
   * Does all loads.
   *
   * @throws IOException if the object store cannot be started
   * @throws IllegalArgumentException if the target cannot reach this machine's loopback, and no
   *     other object is named
   */
  public WorkloadResult run() throws IOException, InterruptedException {
    if (workload != Workload.NETWORK) {
      return measured(parameters, "");
    }
    if (url.isPresent()) {
      return measured(with(url.get()), "Downloaded: %s.".formatted(url.get()));
    }
    Target target = whisk.target();
    if (!isHere(target.apihost().getHost())) {
      throw new IllegalArgumentException(
          "The actions of %s cannot download from this machine: name an object that they can reach, --url URL."
              .formatted(target.name()));
    }
    try (ObjectStore store = new ObjectStore(Math.round(sizeMb * MB), bandwidthMb * MB)) {
      return measured(
          with(store.object()),
          "All downloads share %s MB/s, from a store on this machine; objects of %s MB."
              .formatted(Numbers.significant(bandwidthMb, 3), Numbers.significant(sizeMb, 3)));
    }
  }

  private static boolean isHere(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  private Map<String, Object> with(URI object) {
    Map<String, Object> all = new HashMap<>(parameters);
    all.put("url", object.toString());
    return all;
  }

  private WorkloadResult measured(Map<String, Object> arguments, String note)
      throws InterruptedException {
    List<WorkloadResult.Load> loads = new ArrayList<>();
    int all = workload.programs().size() * n.size();
    for (String program : workload.programs()) {
      Action action = action(program);
      whisk.fanOut(action).args((i, count) -> arguments).run(WARM_UPS); // compiles
      for (int count : n) {
        listener.progress("%s × %,d".formatted(program, count), loads.size(), all);
        Run run = whisk.fanOut(action).args((i, k) -> arguments).run(count);
        loads.add(load(program, run));
      }
    }
    listener.progress("done", all, all);
    return new WorkloadResult(workload, whisk.target().name(), note, loads);
  }

  private Action action(String program) {
    boolean python = kind.startsWith("python");
    if (!python && !kind.startsWith("nodejs")) {
      throw new IllegalArgumentException(
          "The workloads are written for nodejs and python, not for %s.".formatted(kind));
    }
    if (python && !workload.needsProcess()) {
      throw new IllegalArgumentException(
          "The workload %s is written in JavaScript: choose a kind of nodejs."
              .formatted(workload.name().toLowerCase(Locale.ROOT)));
    }
    String code = Published.text(program + (python ? ".py" : ".js"));
    return Action.js("whiskbook-" + program, code).kind(kind);
  }

  private static WorkloadResult.Load load(String program, Run run) {
    List<JsonNode> values =
        run.results().stream()
            .filter(ActionResult::ok)
            .map(r -> r.value().orElseThrow())
            .filter(v -> v.path("ops").asDouble(0) > 0)
            .toList();
    return new WorkloadResult.Load(
        program,
        run.n(),
        Measurement.elapsedMs(run),
        values.stream().mapToDouble(v -> v.path("ops").asDouble(0)).toArray(),
        values.stream().mapToDouble(v -> v.path("bytes").asDouble(0)).toArray(),
        values.stream().mapToDouble(v -> Math.max(1, v.path("ms").asDouble(0))).toArray(),
        run.n() - values.size(),
        run.missing().stream().findFirst().map(Missing::toString).orElse(""));
  }
}
