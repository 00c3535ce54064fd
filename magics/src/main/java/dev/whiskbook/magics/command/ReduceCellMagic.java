package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.js.JsException;
import dev.whiskbook.whisk.js.JsFunction;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code %%reduce}: a reducer in JavaScript, applied at once. */
@Command(
    description = {
      "Reduces the last run: the JavaScript function results => … below gets the array of results,",
      "in action order. A later %%reduce without a name applies it again, to the then last run."
    },
    footer = {"", "Java: run.reduce(JsFunction.reducer(source, \"reduce\")).value()"})
public final class ReduceCellMagic implements Magic {

  private final Workbench workbench;

  @Mixin HelpOption help;

  @Mixin ClusterOptions cluster = new ClusterOptions();

  public ReduceCellMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public Object run(MagicCall call) throws InterruptedException {
    workbench.logTo(call.output());
    Function<List<JsonNode>, JsonNode> reducer;
    try {
      reducer = JsFunction.reducer(JsCell.source(call), "%%reduce", workbench.console());
    } catch (JsException e) {
      throw new MagicException(e.getMessage(), e);
    }
    workbench.define(reducer, JsCell.source(call));
    Optional<Run> last = workbench.lastRun();
    if (last.isEmpty()) {
      return null;
    }
    return cluster.isWanted()
        ? cluster.reduce(null, last.get(), workbench, call)
        : Reducing.apply(last.get(), reducer, call);
  }
}
