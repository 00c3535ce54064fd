package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Chart;
import dev.whiskbook.magics.Plots;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.RunDetails;
import dev.whiskbook.whisk.WhiskException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tech.tablesaw.api.Table;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a {@code %plot} names: a run, a table, an estimate. */
final class PlotData {

  private final PlotMagic magic;
  private final Workbench workbench;
  private final MagicCall call;

  PlotData(PlotMagic magic, Workbench workbench, MagicCall call) {
    this.magic = magic;
    this.workbench = workbench;
    this.call = call;
  }

  Run run() {
    return Runs.find(magic.data, workbench, call.session());
  }

  Table table() {
    if (magic.data == null) {
      throw new MagicException(
          "%%plot %s needs a table with a row for each run: %%plot %s TABLE"
              .formatted(magic.kind, magic.kind));
    }
    return Names.variable(magic.data, Table.class, call.session())
        .orElseThrow(
            () ->
                new MagicException(
                    "%%plot %s: %s is no variable that holds a table."
                        .formatted(magic.kind, magic.data)));
  }

  Chart cpu() {
    Run run = run();
    return Plots.cpu(run, workbench.samples(run));
  }

  Chart cost() {
    Run run = run();
    Optional<RunDetails> details = details(run);
    int memory =
        Optional.ofNullable(magic.memoryMb)
            .or(() -> details.map(RunDetails::memoryMb))
            .orElseThrow(
                () ->
                    new MagicException(
                        "%%plot cost: the journal has no run %s, so say the memory of its containers: --memory 256"
                            .formatted(run.id())));
    double price =
        Optional.ofNullable(magic.price)
            .or(() -> details.map(RunDetails::pricePerGbSecond))
            .orElseThrow(() -> new MagicException("%plot cost: say the price: --price 0.000017"));
    return Plots.cost(run, memory, price);
  }

  private Optional<RunDetails> details(Run run) {
    try {
      return Optional.of(workbench.journal().details(run.id()));
    } catch (WhiskException _) {
      return Optional.empty(); // not of this journal: what is needed of it can be said
    }
  }

  Chart convergence() {
    Run run = run();
    Optional<Function<List<JsonNode>, ?>> reducer =
        magic.reducer != null
            ? Optional.of(JavaReducers.find(magic.reducer, call.session()))
            : workbench.reducer();
    workbench.logTo(call.output());
    return Plots.convergence(
        run,
        reducer.isPresent() ? first -> number(reducer.get().apply(first)) : this::mean,
        name(reducer.isPresent()),
        magic.actual(call.session()));
  }

  private String name(boolean reduced) {
    if (magic.field != null) {
      return reduced ? magic.field : "mean of " + magic.field;
    }
    return magic.reducer != null && magic.reducer.matches("\\w+") ? magic.reducer : "estimate";
  }

  private double mean(List<JsonNode> results) {
    if (magic.field == null) {
      throw new MagicException(
          "%plot convergence needs to know what is estimated: --reduce METHOD, or --field NAME for the mean of a field of the results.");
    }
    return results.stream()
        .map(result -> result.path(magic.field))
        .filter(JsonNode::isNumber)
        .mapToDouble(JsonNode::doubleValue)
        .average()
        .orElse(Double.NaN);
  }

  /** The number that a reducer's value is, or has in the field that was named, or has first. */
  private double number(Object value) {
    JsonNode json = JsonMapper.shared().valueToTree(value);
    if (json.isNumber()) {
      return json.doubleValue();
    }
    if (magic.field != null) {
      return json.path(magic.field).asDouble(Double.NaN);
    }
    return json.valueStream()
        .filter(JsonNode::isNumber)
        .mapToDouble(JsonNode::doubleValue)
        .findFirst()
        .orElse(Double.NaN);
  }
}
