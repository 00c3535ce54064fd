package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.experiment.ExperimentListener;
import dev.whiskbook.magics.show.LiveText;
import dev.whiskbook.whisk.WhiskException;
import java.io.IOException;
import java.util.Locale;

/** What the magics of the experiments have in common: a live line, and errors as sentences. */
final class Experimenting {

  private Experimenting() {}

  /** Something that takes a while. */
  interface Experiment<T> {
    T run(ExperimentListener listener) throws InterruptedException, IOException;
  }

  /**
   * Runs an experiment with a line that says how far it is.
   *
   * @throws MagicException with what it could not do
   */
  static <T> T run(String magic, MagicCall call, Experiment<T> experiment)
      throws InterruptedException {
    LiveText line = new LiveText(call.output());
    long begun = System.nanoTime();
    boolean ended = false;
    try {
      line.show(magic + ": waiting for OpenWhisk", 0, 1);
      T result =
          experiment.run(
              (what, done, all) ->
                  line.show("%s: %,d of %,d".formatted(what, done, all), done, all));
      double seconds = (System.nanoTime() - begun) / 1e9;
      line.last(String.format(Locale.ROOT, "%s: done in %.1f s", magic, seconds), 1, 1);
      ended = true;
      return result;
    } catch (WhiskException e) {
      if (e.getCause() instanceof InterruptedException && Thread.interrupted()) {
        throw new InterruptedException(magic + " was interrupted.");
      }
      throw new MagicException(e.getMessage(), e);
    } catch (IllegalArgumentException | IllegalStateException | IOException e) {
      throw new MagicException(magic + ": " + e.getMessage(), e);
    } finally {
      if (!ended) {
        line.last(magic + ": stopped", 0, 0);
      }
    }
  }
}
