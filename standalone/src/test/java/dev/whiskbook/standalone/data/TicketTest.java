package dev.whiskbook.standalone.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.whiskbook.standalone.entity.Activation;
import dev.whiskbook.standalone.entity.ActivationResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class TicketTest {
  private static final Duration LONG = Duration.ofMinutes(4);

  private final Ticket ticket = Ticket.create();
  private final CompletableFuture<Thread> stepTakenBy = new CompletableFuture<>();

  private void lastStep() {
    stepTakenBy.complete(Thread.currentThread());
    ticket.record().cancel(false);
  }

  @Test
  void who_waits_takes_the_last_step() throws Exception {
    var waiter = new CompletableFuture<Thread>();
    Thread.startVirtualThread(
        () -> {
          waiter.complete(Thread.currentThread());
          assertThrows(CancellationException.class, () -> ticket.await(LONG));
        });
    while (waiter.get().getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    ticket.end(this::lastStep);
    assertEquals(waiter.get(), stepTakenBy.get(200, TimeUnit.SECONDS));
  }

  @Test
  void nobody_needs_to_wait() throws Exception {
    ticket.end(this::lastStep);
    assertNotEquals(Thread.currentThread(), stepTakenBy.get(200, TimeUnit.SECONDS));
  }

  @Test
  void who_comes_late_waits_for_the_record() throws Exception {
    var may = new CountDownLatch(1);
    ticket.end(
        () -> {
          try {
            may.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          lastStep();
        });
    Thread.startVirtualThread(may::countDown);
    assertThrows(CancellationException.class, ticket::await);
  }

  @Test
  void after_its_limit_a_wait_takes_nothing_any_more() throws Exception {
    assertEquals(Optional.empty(), ticket.await(Duration.ofMillis(5)));
    ticket.end(this::lastStep);
    assertNotEquals(Thread.currentThread(), stepTakenBy.get(200, TimeUnit.SECONDS));
  }

  @Test
  void who_is_interrupted_leaves_the_step_to_another_thread() throws Exception {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> ticket.await(LONG));
    ticket.end(this::lastStep);
    assertNotEquals(Thread.currentThread(), stepTakenBy.get(200, TimeUnit.SECONDS));
  }

  @Test
  void a_record_needs_no_step() throws Exception {
    var record = record();
    Thread.startVirtualThread(() -> ticket.record().complete(record));
    assertEquals(record, ticket.await());
  }

  private static Activation record() {
    return new Activation(
        "0123456789abcdef0123456789abcdef",
        null,
        Activation.Span.of(1, 2),
        Optional.empty(),
        List.of(),
        ActivationResponse.of(ActivationResponse.Status.SUCCESS, "{}"),
        List.of(),
        Activation.Notes.NONE);
  }
}
