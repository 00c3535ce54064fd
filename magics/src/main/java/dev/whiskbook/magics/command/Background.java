package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.magics.show.ProgressDisplay;
import dev.whiskbook.whisk.Run;
import dev.whiskbook.whisk.RunningFanOut;
import dev.whiskbook.whisk.WhiskException;
import java.util.List;

/** Fan-outs that go on while other cells run. */
final class Background {
  private Background() {}

  /** Waits for the end, then makes the run the last one and says in its own cell how it ended. */
  static void untilEnded(
      RunningFanOut running,
      ProgressDisplay progress,
      Workbench workbench,
      EstimateOptions estimate,
      MagicCall call) {
    try (progress) {
      Run run = running.await();
      workbench.add(run);
      progress.ended(run);
      estimate.finish(run, call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does: this thread is known to no other
    } catch (WhiskException | MagicException | IllegalArgumentException e) {
      call.output().stream(StreamName.STDERR, "%s: %s\n".formatted(running.id(), e.getMessage()));
    }
  }

  /**
   * The fan-out that is meant.
   *
   * @param id null for the newest
   * @throws MagicException if none goes on, or none of this id
   */
  static RunningFanOut find(String id, Workbench workbench) {
    List<RunningFanOut> running = workbench.running();
    return running.reversed().stream()
        .filter(fanOut -> id == null || fanOut.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new MagicException(none(id, running)));
  }

  private static String none(String id, List<RunningFanOut> running) {
    if (running.isEmpty()) {
      return "No fan-out goes on in the background of this session.";
    }
    return "No fan-out %s goes on in the background of this session; these do: %s."
        .formatted(id, String.join(", ", running.stream().map(RunningFanOut::id).toList()));
  }
}
