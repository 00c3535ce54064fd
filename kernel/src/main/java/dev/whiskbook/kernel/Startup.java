package dev.whiskbook.kernel;

import dev.whiskbook.kernel.startup.StartupScript;
import dev.whiskbook.kernel.startup.StartupSettings;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * What the environment has run before the first cell, as part of it: so its output and its errors
 * are seen, and neither the kernel's start nor a notebook's fate depends on it.
 */
final class Startup {

  private final StartupSettings settings;
  private final AtomicBoolean done = new AtomicBoolean();

  Startup(StartupSettings settings) {
    this.settings = settings;
  }

  StartupSettings settings() {
    return settings;
  }

  /**
   * Runs the scripts, if they have not been run.
   *
   * @param execute executes a script as the cell would
   */
  void run(Function<CellRequest, CellResult> execute, CellOutput output) {
    if (done.getAndSet(true)) {
      return;
    }
    settings.notes().forEach(note -> say(output, note));
    for (StartupScript script : settings.scripts()) {
      try {
        if (execute.apply(new CellRequest(script.read(), true, false))
            instanceof CellResult.Failure failure) {
          say(
              output,
              "The startup script %s failed; the session goes on without the rest of it.\n%s"
                  .formatted(script.name(), String.join("\n", failure.error().traceback())));
        }
      } catch (IOException e) {
        say(output, "The startup script %s cannot be read: %s".formatted(script.name(), e));
      }
    }
  }

  private static void say(CellOutput output, String sentence) {
    output.stream(StreamName.STDERR, sentence + "\n");
  }
}
