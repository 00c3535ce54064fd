package dev.whiskbook.whisk.internal.fanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import org.junit.jupiter.api.Test;

class GateTest {
  private final List<Event.Waiting> waits = new ArrayList<>();

  @Test
  void letsInAsManyAtOnceAsAllowed() throws Exception {
    Gate gate = gate(2, 1000, 0);
    gate.enter();
    gate.enter();

    assertFalse(entersNow(gate));
    gate.leave();
    assertTrue(entersNow(gate));
  }

  @Test
  void halvesWhenTheServerFindsItTooManyAndGrowsAgainWhenThatGoesWell() throws Exception {
    Gate gate = gate(4, 1000, 0);
    for (int i = 0; i < 4; i++) {
      gate.enter();
    }
    gate.tooManyAtOnce();
    for (int i = 0; i < 4; i++) {
      gate.leave();
    }

    gate.enter();
    gate.enter();
    assertFalse(entersNow(gate));
    gate.wentWell();
    gate.wentWell();
    assertTrue(entersNow(gate));
  }

  @Test
  void waitsForTheNextMinuteOfTheServersClockWhenTheBudgetIsUsedUp() throws Exception {
    // The server's clock is 58 s into its minute; it is known to a second.
    var clock = new OnlyWaiting();
    Gate gate = new Gate(10, new MinuteBudget(3, 58_000), 60_000, clock, waits::add);
    for (int i = 0; i < 3; i++) {
      gate.enter();
    }
    assertEquals(0, clock.nowMs());

    gate.enter();

    // As the server's clock may be a second behind, and with a little more, so that not all come
    // at once.
    assertTrue(clock.nowMs() >= 3_000 && clock.nowMs() < 3_500, clock.nowMs() + " ms");
    assertEquals(List.of(new Event.Waiting("3 invocations a minute are allowed", 3_000)), waits);
  }

  @Test
  void oneAtATimeTriesWhetherAServerIsBackThatTookNoConnections() throws Exception {
    Gate gate = gate(4, 1000, 0);
    gate.enter();
    assertTrue(gate.unreachable());
    gate.leave();

    gate.enter(); // after a pause
    assertFalse(entersNow(gate));
    gate.reached();
    gate.wentWell();
    gate.wentWell();
    gate.leave();
    gate.enter();
    gate.enter();
    gate.enter();

    assertFalse(entersNow(gate));
    assertEquals("the server takes no connections", waits.getFirst().why());
  }

  @Test
  void givesUpAServerThatIsAwayForTooLong() throws Exception {
    Gate gate = new Gate(4, new MinuteBudget(1000, 0), -1, GateClock.system(), waits::add);
    gate.enter();

    assertFalse(gate.unreachable());
  }

  private Gate gate(int most, int perMinute, long clockOffsetMs) {
    return new Gate(
        most, new MinuteBudget(perMinute, clockOffsetMs), 60_000, GateClock.system(), waits::add);
  }

  /** A clock by which nothing takes time but waiting. */
  private static final class OnlyWaiting implements GateClock {
    private long nowMs;

    @Override
    public long nowMs() {
      return nowMs;
    }

    @Override
    public int speed() {
      return 1;
    }

    @Override
    public void await(Condition condition, long ms) {
      nowMs += ms;
    }
  }

  /** Whether a thread gets in without waiting. */
  private static boolean entersNow(Gate gate) throws InterruptedException {
    boolean[] entered = new boolean[1];
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    gate.enter();
                    entered[0] = true;
                  } catch (InterruptedException e) {
                    entered[0] = false;
                  }
                });
    while (thread.isAlive() && thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    thread.interrupt();
    thread.join();
    return entered[0];
  }
}
