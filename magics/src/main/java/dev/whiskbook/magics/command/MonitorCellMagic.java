package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.magics.monitor.Samples;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tech.tablesaw.api.Table;

/** {@code %%monitor}: runs the cell and shows what the machine did meanwhile. */
@Command(
    description = {
      "Runs the cell, magics among it, and shows what this machine did meanwhile: processors, memory",
      "and network, as a chart and a table of 20 rows at most. The value is that of the cell.",
      "'%%monitor' has all samples, its --help says what they are, '%%plot cpu' shows them beside a run."
    },
    footer = {"", "Java: try (var s = workbench.monitor().sample(Monitor.EVERY)) { … }"})
public final class MonitorCellMagic implements Magic {
  /** Beside a chart, and above what the cell itself shows. */
  private static final int ROWS = 20;

  private final Workbench workbench;

  @Mixin HelpOption help;

  @Mixin SamplingOptions options;

  public MonitorCellMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public Body body() {
    return Body.JAVA;
  }

  @Override
  public Object run(MagicCall call) throws Exception {
    long from = 0;
    try (var _ = Monitoring.sample(workbench, options.every())) {
      from = System.currentTimeMillis();
      return call.session().run("\n".repeat(call.line()) + call.body());
    } finally {
      if (from != 0) {
        Samples samples = workbench.monitor().since("while the cell ran", from);
        Monitoring.show(samples, call);
        Table few = samples.thinned(ROWS).table();
        call.output().display(call.session().renderers().render(few), Optional.empty());
      }
    }
  }
}
