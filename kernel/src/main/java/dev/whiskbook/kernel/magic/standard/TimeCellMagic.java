package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code %%time}: runs the cell and says how long it took. */
@Command(
    description = {
      "Runs the cell, magics among it, and says how long it took: by the clock, and of the",
      "processors. The value is that of the cell."
    },
    footer = {"", "Java: cellMagic(\"time\", List.of(), code)"})
final class TimeCellMagic implements Magic {

  @Mixin Help help;

  @Override
  public Object run(MagicCall call) throws Exception {
    return Stopwatch.time(call, "\n".repeat(call.line()) + call.body());
  }
}
