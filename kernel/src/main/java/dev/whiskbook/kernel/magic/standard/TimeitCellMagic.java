package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.EvaluationException;
import dev.whiskbook.kernel.Timing;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code %%timeit}: measures the cell's code by running it many times. */
@Command(
    description = {
      "Runs the cell's Java code again and again and says how long one run takes, once it is warm.",
      "What it declares is local to each run. The value is a Timing."
    },
    footer = {"", "Java: Timing t = cellMagic(\"timeit\", List.of(), code)"})
final class TimeitCellMagic implements Magic {

  static final int RUNS = 7;

  @Mixin Help help;

  @Option(
      names = "-n",
      paramLabel = "LOOPS",
      description = "How often it runs in one measurement; as often as takes 0.2 s if left out.")
  long loops;

  @Option(names = "-r", paramLabel = "RUNS", description = "How many measurements (7).")
  int runs = RUNS;

  @Override
  public Body body() {
    return Body.JAVA;
  }

  @Override
  public Object run(MagicCall call) throws Exception {
    if (call.body().isBlank()) {
      throw new MagicException("%%timeit needs Java code in the lines under it.");
    }
    return time(call, call.body(), loops, runs);
  }

  static Timing time(MagicCall call, String code, long loops, int runs) throws Exception {
    if (loops < 0 || runs < 1) {
      throw new MagicException("timeit: -n and -r are numbers from 1.");
    }
    try {
      return LoopTimer.time(call.session(), code, loops, runs);
    } catch (EvaluationException e) {
      throw new MagicException("timeit: " + e.getMessage(), e);
    }
  }
}
