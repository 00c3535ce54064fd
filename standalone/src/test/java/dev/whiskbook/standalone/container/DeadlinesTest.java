package dev.whiskbook.standalone.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class DeadlinesTest {

  @Test
  void a_limit_that_is_set_later_may_pass_earlier() throws Exception {
    var order = new CompletableFuture<String>();
    var late = Deadlines.in(Duration.ofDays(1), () -> order.complete("late"));
    Deadlines.in(Duration.ofMillis(20), () -> order.complete("early"));
    assertEquals("early", order.get(200, TimeUnit.SECONDS));
    late.cancel();
  }

  @Test
  void one_that_is_cancelled_does_not_pass() throws Exception {
    var cancelled = new CompletableFuture<Void>();
    var next = new CompletableFuture<Void>();
    Deadlines.in(Duration.ofMillis(20), () -> cancelled.complete(null)).cancel();
    Deadlines.in(Duration.ofMillis(40), () -> next.complete(null));
    next.get(200, TimeUnit.SECONDS);
    assertFalse(cancelled.isDone());
  }

  @Test
  void one_that_fails_holds_up_none_after_it() throws Exception {
    var next = new CompletableFuture<Void>();
    Deadlines.in(
        Duration.ofMillis(1),
        () -> {
          throw new IllegalStateException("for the log");
        });
    Deadlines.in(Duration.ofMillis(2), () -> next.complete(null));
    next.get(200, TimeUnit.SECONDS);
  }
}
