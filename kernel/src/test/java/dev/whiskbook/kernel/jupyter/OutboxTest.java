package dev.whiskbook.kernel.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class OutboxTest {

  private final Outbox outbox = new Outbox(10);

  @Test
  void messagesLeaveInTheOrderTheyCame() {
    outbox.add(Channel.IOPUB, List.of(new byte[1]));
    outbox.add(Channel.SHELL, List.of(new byte[2]));

    assertEquals(Channel.IOPUB, outbox.poll().channel());
    assertEquals(Channel.SHELL, outbox.poll().channel());
    assertNull(outbox.poll());
  }

  @Test
  void whoPrintsWaitsWhileTooMuchIsQueued() throws Exception {
    overfill();
    Thread printing = Thread.startVirtualThread(outbox::awaitRoom);
    untilItWaits(printing);

    outbox.poll();

    printing.join();
  }

  @Test
  void whoIsInterruptedDoesNotWaitAndStaysInterrupted() {
    overfill();
    Thread.currentThread().interrupt();

    outbox.awaitRoom();

    assertTrue(Thread.interrupted());
  }

  @Test
  void aClosedOutboxTakesNothingAndKeepsNobody() throws Exception {
    overfill();
    Thread printing = Thread.startVirtualThread(outbox::awaitRoom);
    untilItWaits(printing);

    outbox.close();
    outbox.add(Channel.SHELL, List.of(new byte[1]));

    printing.join();
    assertEquals(Channel.IOPUB, outbox.poll().channel());
    assertNull(outbox.poll());
  }

  private void overfill() {
    outbox.add(Channel.IOPUB, List.of(new byte[11]));
  }

  private static void untilItWaits(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }
}
