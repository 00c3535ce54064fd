package dev.whiskbook.magics.show;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.FanOutListener;
import dev.whiskbook.whisk.Plan;
import dev.whiskbook.whisk.Progress;

/** How far each fan-out of several is, that follow each other. For one thread. */
public final class LevelsDisplay implements FanOutListener, AutoCloseable {
  private final CellOutput output;
  private ProgressDisplay current;

  /** Shows nothing yet. */
  public LevelsDisplay(CellOutput output) {
    this.output = output;
  }

  @Override
  public void planned(Plan plan) {
    done();
    current = new ProgressDisplay(output, plan.action(), plan.n());
    current.planned(plan);
  }

  @Override
  public void finished(ActionResult result, Progress progress) {
    current.finished(result, progress);
  }

  @Override
  public void waiting(String why, long ms) {
    current.waiting(why, ms);
  }

  @Override
  public void warning(String sentence) {
    if (current == null) {
      return;
    }
    current.warning(sentence);
  }

  /** The last one has come to its end. */
  public void done() {
    if (current != null) {
      current.done();
    }
  }

  /** Shows that the last one has not come to its end, unless it has. */
  @Override
  public void close() {
    if (current != null) {
      current.close();
    }
  }
}
