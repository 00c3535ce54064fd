package dev.whiskbook.whisk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A run once more as its listener heard it, from what was written of it: nothing is sent anywhere.
 */
public final class Replay {
  private final Run run;

  private Replay(Run run) {
    this.run = run;
  }

  /** A replay of this run. */
  public static Replay of(Run run) {
    return new Replay(run);
  }

  private record Event(long ms, ActionResult result, Attempt attempt, boolean last) {}

  /**
   * Tells a listener of each attempt and each result, in the order and at the distances of then.
   *
   * @param speed 1 for as long as it took, 10 for a tenth of that; infinite for no waiting at all
   * @throws IllegalArgumentException if the speed is not above 0
   * @throws InterruptedException if this thread is interrupted meanwhile
   */
  public void play(double speed, FanOutListener listener) throws InterruptedException {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("The speed must be above 0, not %s.".formatted(speed));
    }
    List<Event> events = events();
    long begun = System.nanoTime();
    long first =
        events.isEmpty() ? 0 : Math.min(events.getFirst().ms(), run.start().toEpochMilli());
    int ok = 0;
    int failed = 0;
    int retried = 0;
    int cold = 0;
    long[] submits = run.attempts().stream().mapToLong(Attempt::submitMs).sorted().toArray();
    int submitted = 0;
    int ended = 0;
    for (Event event : events) {
      double due = (event.ms() - first) / speed;
      long rest = (long) (due * 1e6) - (System.nanoTime() - begun);
      if (rest > 0) {
        TimeUnit.NANOSECONDS.sleep(rest);
      }
      if (event.attempt() != null) {
        cold += event.attempt().cold() ? 1 : 0;
        retried += event.attempt().attempt() > 1 ? 1 : 0;
        ended++;
        listener.attempted(event.attempt());
      }
      while (submitted < submits.length && submits[submitted] <= event.ms()) {
        submitted++;
      }
      if (event.last()) {
        ok += event.result().ok() ? 1 : 0;
        failed += event.result().ok() ? 0 : 1;
        listener.finished(
            event.result(),
            new Progress(
                run.n(),
                ok,
                failed,
                retried,
                cold,
                (System.nanoTime() - begun) / 1_000_000,
                Math.max(0, submitted - ended),
                Optional.empty()));
      }
    }
  }

  /** In the order in which they were heard; one without a time after that before it. */
  private List<Event> events() {
    List<Event> events = new ArrayList<>();
    for (ActionResult result : run.results()) {
      List<Attempt> attempts = result.attempts();
      long at = run.start().toEpochMilli();
      for (int k = 0; k < attempts.size(); k++) {
        at = Math.max(at, attempts.get(k).seenMs());
        events.add(new Event(at, result, attempts.get(k), k == attempts.size() - 1));
      }
      if (attempts.isEmpty()) {
        events.add(new Event(at, result, null, true));
      }
    }
    events.sort(Comparator.comparingLong(Event::ms));
    return events;
  }
}
