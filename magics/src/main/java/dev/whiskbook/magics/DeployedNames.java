package dev.whiskbook.magics;

import dev.whiskbook.whisk.DeployedAction;
import dev.whiskbook.whisk.Whisk;
import dev.whiskbook.whisk.WhiskException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The names of the actions on the server, for completion: what the server said last, which is asked
 * again in the background when that is old. Safe for use by several threads.
 */
public final class DeployedNames {

  private static final Duration FRESH = Duration.ofSeconds(5);

  /** So long may an editor wait for its completions; a server in the same place is faster. */
  private static final Duration PATIENCE = Duration.ofMillis(150);

  private final Whisk whisk;
  private List<String> names = List.of(); // guarded by this, as are the others
  private long askedNanos;
  private CountDownLatch asking;

  DeployedNames(Whisk whisk) {
    this.whisk = whisk;
  }

  /** The names, as new as they can be had at once; none while no server answers. */
  public List<String> names() {
    CountDownLatch answer = ask();
    try {
      if (!answer.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return current(); // it will be there for the next question
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return current();
  }

  private synchronized List<String> current() {
    return names;
  }

  private synchronized CountDownLatch ask() {
    boolean old = System.nanoTime() - askedNanos > FRESH.toNanos();
    if (asking == null || (asking.getCount() == 0 && old)) {
      var answer = new CountDownLatch(1);
      asking = answer;
      Thread.ofVirtual().name("deployed-names").start(() -> answer(answer));
    }
    return asking;
  }

  private void answer(CountDownLatch answer) {
    List<String> found;
    try {
      found = whisk.actions().stream().map(DeployedAction::name).toList();
    } catch (WhiskException e) {
      found = List.of(); // completion offers what there is; using an action says what is wrong
    }
    synchronized (this) {
      names = found;
      askedNanos = System.nanoTime();
    }
    answer.countDown();
  }
}
