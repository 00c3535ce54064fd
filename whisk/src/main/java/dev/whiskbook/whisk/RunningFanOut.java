package dev.whiskbook.whisk;

import dev.whiskbook.whisk.internal.fanout.Engine;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A fan-out that goes on in the background, on a thread of its own. Safe for use by several
 * threads.
 */
public final class RunningFanOut {
  private static final int FIRST_ROOM = 256;

  private final Engine engine;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // Guarded by the lock.
  private int[] arrived; // the activations' numbers, in the order in which they came
  private int arrivals;
  private Progress progress;
  private Run run;
  private Throwable failure;

  /**
   * Begins at once.
   *
   * @param listener hears how it goes, on the fan-out's own thread
   * @param engine makes the engine, which is to tell the given listener
   */
  RunningFanOut(int n, FanOutListener listener, Function<FanOutListener, Engine> engine) {
    this.progress = Progress.none(n);
    this.arrived = new int[Math.min(n, FIRST_ROOM)];
    this.engine = engine.apply(new Gathering(listener));
    thread = Thread.ofPlatform().daemon().name("fan-out " + this.engine.id()).start(this::work);
  }

  private void work() {
    Run ended = null;
    Throwable why = null;
    try {
      ended = engine.run();
    } catch (FanOutInterrupted e) {
      ended = e.partial();
    } catch (InterruptedException | RuntimeException | Error e) {
      why = e; // thrown again where it is waited for
    }
    lock.lock();
    try {
      run = ended;
      failure = why;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The run's id. */
  public String id() {
    return engine.id();
  }

  /** How far it is. */
  public Progress progress() {
    lock.lock();
    try {
      return progress;
    } finally {
      lock.unlock();
    }
  }

  /** What the results so far say, if the fan-out is to make an estimate. */
  public Optional<Estimate> estimate() {
    return progress().estimate();
  }

  /** Whether it is over, in whatever way. */
  public boolean isDone() {
    lock.lock();
    try {
      return isOver();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends it: nothing more is invoked, what is in flight is broken off, what is done is kept.
   * Returns at once; {@link #await} then gives the run as far as it came.
   */
  public void cancel() {
    thread.interrupt();
  }

  /**
   * Waits for its end. An interrupt ends the waiting, not the fan-out.
   *
   * @return the run; as far as it came, if it was cancelled
   * @throws WhiskException as {@link FanOut#run}
   */
  public Run await() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!isOver()) {
        changed.await();
      }
      if (failure != null) {
        throw failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
      }
      return run;
    } finally {
      lock.unlock();
    }
  }

  /** The run, if it is over and came to one. */
  public Optional<Run> run() {
    lock.lock();
    try {
      return Optional.ofNullable(run);
    } finally {
      lock.unlock();
    }
  }

  /**
   * The results in the order in which they come, each once; the stream waits for the next and ends
   * with the fan-out. To be consumed by one thread, which may be interrupted.
   */
  public Stream<ActionResult> stream() {
    Iterator<Integer> activations = new Arrivals();
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                activations, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .flatMap(activation -> engine.items(activation).stream());
  }

  private boolean isOver() {
    return run != null || failure != null;
  }

  @Override
  public String toString() {
    Progress now = progress();
    return run()
        .map(Run::toString)
        .orElseGet(
            () ->
                "run %s goes on in the background: %,d of %,d done"
                    .formatted(id(), now.done(), now.n()));
  }

  private final class Arrivals implements Iterator<Integer> {
    private int seen;

    @Override
    public boolean hasNext() {
      lock.lock();
      try {
        while (seen == arrivals && !isOver()) {
          changed.await();
        }
        return seen < arrivals;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public Integer next() {
      lock.lock();
      try {
        if (seen == arrivals) {
          throw new NoSuchElementException();
        }
        return arrived[seen++];
      } finally {
        lock.unlock();
      }
    }
  }

  /** Keeps what there is to see, then tells the other one. */
  private final class Gathering implements FanOutListener {
    private final FanOutListener listener;

    Gathering(FanOutListener listener) {
      this.listener = listener;
    }

    @Override
    public void planned(Plan plan) {
      listener.planned(plan);
    }

    @Override
    public void deployed(Deployment deployment) {
      listener.deployed(deployment);
    }

    @Override
    public void attempted(Attempt attempt) {
      listener.attempted(attempt);
    }

    @Override
    public void finished(ActionResult result, Progress now) {
      lock.lock();
      try {
        if (arrivals == arrived.length) {
          arrived = Arrays.copyOf(arrived, 2 * arrivals);
        }
        arrived[arrivals++] = result.i();
        progress = now;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
      listener.finished(result, now);
    }

    @Override
    public void warning(String sentence) {
      listener.warning(sentence);
    }

    @Override
    public void waiting(String why, long ms) {
      listener.waiting(why, ms);
    }
  }
}
