package dev.whiskbook.standalone.container.context;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When the heap is nearly full, its watchdog")
class HeapWatchdogTest {
  private static final int NEARLY_FULL_MB = 70;

  private final List<One> alive = new CopyOnWriteArrayList<>();
  private final List<String> exhausted = new ArrayList<>();
  private boolean evictable = true;
  private Runnable duringCollection = () -> {};
  private final HeapWatchdog watchdog = new HeapWatchdog(new FakeHeap(), this::evictIdle);

  @AfterEach
  void close() {
    watchdog.close();
  }

  @Test
  void ends_the_activation_that_allocated_most_and_no_other() {
    add("small", 1, HeapWatchdog.Suspect.State.RUNNING);
    add("large", 80, HeapWatchdog.Suspect.State.RUNNING);
    watchdog.relieve();
    assertEquals(List.of("large"), exhausted);
  }

  @Test
  void goes_on_with_the_next_one_until_there_is_room() {
    add("large", 80, HeapWatchdog.Suspect.State.RUNNING);
    add("small", 1, HeapWatchdog.Suspect.State.RUNNING);
    add("larger", 90, HeapWatchdog.Suspect.State.RUNNING);
    watchdog.relieve();
    assertEquals(List.of("larger", "large"), exhausted);
  }

  @Test
  void waits_for_what_is_ending_rather_than_end_another() {
    add("small", 1, HeapWatchdog.Suspect.State.RUNNING);
    One ending = add("ending", 80, HeapWatchdog.Suspect.State.ENDING);
    duringCollection =
        () -> CompletableFuture.delayedExecutor(50, MILLISECONDS).execute(ending::end);
    watchdog.relieve();
    assertEquals(List.of(), exhausted);
  }

  @Test
  void ends_no_other_for_what_ended_while_it_looked() {
    add("small", 1, HeapWatchdog.Suspect.State.RUNNING);
    One large = add("large", 80, HeapWatchdog.Suspect.State.RUNNING);
    duringCollection = large::end;
    watchdog.relieve();
    assertEquals(List.of(), exhausted);
  }

  @Test
  void removes_idle_containers_rather_than_end_an_activation() {
    add("running", 40, HeapWatchdog.Suspect.State.RUNNING);
    One idle = add("idle", 30, HeapWatchdog.Suspect.State.IDLE);
    watchdog.relieve();
    assertEquals(List.of(), exhausted);
    assertFalse(alive.contains(idle));
  }

  @Test
  void ends_an_activation_if_the_room_of_idle_containers_is_not_enough() {
    add("small", 1, HeapWatchdog.Suspect.State.RUNNING);
    add("large", 80, HeapWatchdog.Suspect.State.RUNNING);
    add("idle", 30, HeapWatchdog.Suspect.State.IDLE);
    watchdog.relieve();
    assertEquals(List.of("large"), exhausted);
  }

  @Test
  void ends_nothing_if_nothing_runs() {
    evictable = false;
    add("idle", 80, HeapWatchdog.Suspect.State.IDLE);
    watchdog.relieve();
    assertEquals(List.of(), exhausted);
  }

  private boolean evictIdle() {
    List<One> idle =
        alive.stream().filter(one -> one.state == HeapWatchdog.Suspect.State.IDLE).toList();
    if (!evictable) {
      return false;
    }
    idle.forEach(One::end);
    return !idle.isEmpty();
  }

  private One add(String name, int usedMb, HeapWatchdog.Suspect.State state) {
    var one = new One(name, usedMb, state);
    alive.add(one);
    watchdog.watch(one);
    return one;
  }

  /** What uses memory until it has ended. */
  private final class One implements HeapWatchdog.Suspect {
    private final String name;
    private final int usedMb;
    private volatile State state;

    One(String name, int usedMb, State state) {
      this.name = name;
      this.usedMb = usedMb;
      this.state = state;
    }

    @Override
    public State state() {
      return state;
    }

    @Override
    public long allocatedBytes() {
      return usedMb;
    }

    @Override
    public void exhaust() {
      exhausted.add(name);
      end();
    }

    void end() {
      state = State.ENDING;
      alive.remove(this);
      watchdog.unwatch(this);
    }
  }

  private final class FakeHeap implements Heap {
    @Override
    public void onNearlyFull(Runnable listener) {
      // told by calling relieve()
    }

    @Override
    public boolean isNearlyFull() {
      return alive.stream().mapToInt(one -> one.usedMb).sum() >= NEARLY_FULL_MB;
    }

    @Override
    public void collect() {
      duringCollection.run();
    }

    @Override
    public void close() {
      // holds on to nothing
    }
  }
}
