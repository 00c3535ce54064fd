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
    // The server's clock is 1 s before its next minute.
    long ours = System.currentTimeMillis();
    long offset = 59_000 - ours % 60_000;
    Gate gate = gate(10, 3, offset);
    for (int i = 0; i < 3; i++) {
      gate.enter();
    }

    gate.enter();

    assertTrue(System.currentTimeMillis() - ours >= 1000);
    assertEquals("3 invocations a minute are allowed", waits.getFirst().why());
  }

  private Gate gate(int most, int perMinute, long clockOffsetMs) {
    return new Gate(most, perMinute, clockOffsetMs, waits::add);
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
