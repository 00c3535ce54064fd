package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Plots;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.magics.monitor.Monitor;
import dev.whiskbook.magics.monitor.Samples;
import java.time.Duration;
import java.util.function.Supplier;
import tech.tablesaw.api.Table;

/** What the magics that sample this machine have in common. */
final class Monitoring {
  private Monitoring() {}

  /**
   * Samples until the answer is closed.
   *
   * @throws MagicException if that cannot be done on this machine, or not as often
   */
  static Monitor.Sampling sample(Workbench workbench, Duration every) {
    return explained(() -> workbench.monitor().sample(every));
  }

  /**
   * Samples until {@link Monitor#stop}.
   *
   * @return false if that was so already
   * @throws MagicException if that cannot be done on this machine, or not as often
   */
  static boolean start(Workbench workbench, Duration every) {
    return explained(() -> workbench.monitor().start(every));
  }

  private static <T> T explained(Supplier<T> sampling) {
    try {
      return sampling.get();
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      throw new MagicException("This machine cannot be sampled so: " + e.getMessage() + ".", e);
    }
  }

  /** Shows the chart; the value is the table. */
  static Table show(Samples samples, MagicCall call) {
    if (!samples.all().isEmpty()) {
      call.session().renderers().show(Plots.monitor(samples), call.output());
    }
    return samples.table();
  }
}
