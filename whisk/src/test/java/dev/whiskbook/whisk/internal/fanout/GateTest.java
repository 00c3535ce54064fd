package dev.whiskbook.whisk.internal.fanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
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
    // The server's clock is 1 s before its next minute; it is known to a second.
    long ours = System.currentTimeMillis();
    long offset = 58_900 - ours % 60_000;
    Gate gate = gate(10, 3, offset - 1_000);
    for (int i = 0; i < 3; i++) {
      gate.enter();
    }

    gate.enter();

    assertTrue(System.currentTimeMillis() - ours >= 1000);
    assertEquals("3 invocations a minute are allowed", waits.getFirst().why());
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
    Gate gate = new Gate(4, new MinuteBudget(1000, 0), -1, GateClock.SYSTEM, waits::add);
    gate.enter();

    assertFalse(gate.unreachable());
  }

  private Gate gate(int most, int perMinute, long clockOffsetMs) {
    return new Gate(
        most, new MinuteBudget(perMinute, clockOffsetMs), 60_000, GateClock.SYSTEM, waits::add);
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
