package dev.whiskbook.bench;

import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.Status;
import dev.whiskbook.whisk.Whisk;
import java.io.IOException;

/** A fan-out against OpenWhisk's default limits, on a server whose minute lasts 3 s. */
final class DefaultLimits {
  // A minute is 3 s: at much more, a busy machine's hiccups are a good part of it.
  private static final int SPEED = 20;
  private static final long MINUTE_MS = 60_000 / SPEED;
  private static final int COUNT = 300;

  private DefaultLimits() {}

  static void measure(ResultTable table) throws IOException, InterruptedException {
    try (var server =
            new ServerUnderLoad(
                "--invocations-per-minute", "60",
                "--concurrent-invocations", "30",
                "--clock-speed", "" + SPEED);
        Whisk whisk = Whisk.connect(server.target())) {
      Run run = whisk.fanOut(Action.js("noop", "function main() { return {}; }")).run(COUNT);
      long begun = run.attempts().stream().mapToLong(Attempt::submitMs).min().orElse(0);
      long once = run.results().stream().filter(DefaultLimits::isOnce).count();
      long rejected =
          run.attempts().stream()
              .filter(a -> a.status() == Status.THROTTLED && a.submitMs() - begun >= MINUTE_MS)
              .count();
      table.text(
          "%d no-ops at 60 a minute and 30 at once, the server's clock %d × as fast"
              .formatted(COUNT, SPEED),
          "%.3f s".formatted(run.wall().toMillis() / 1e3),
          "each done once → %d of %d; rejected after the first minute: 0 → %d"
              .formatted(once, COUNT, rejected));
    }
  }

  private static boolean isOnce(ActionResult result) {
    return result.ok()
        && result.attempts().stream().filter(a -> a.status() == Status.SUCCESS).count() == 1;
  }
}
