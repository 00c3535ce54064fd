package dev.whiskbook.standalone.container.context;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class TurnsTest {

  private static final Duration FOR_EVER = Duration.ofDays(1);

  @Test
  void who_comes_when_all_processors_are_taken_waits_for_one() throws Exception {
    var turns = new Turns(2, FOR_EVER);
    Turns.Turn first = turns.begin().join();
    turns.begin().join();
    CompletableFuture<Turns.Turn> third = turns.begin();
    assertFalse(third.isDone());
    turns.end(first);
    third.get(200, TimeUnit.SECONDS);
  }

  @Test
  void who_keeps_a_processor_for_too_long_has_to_share_it() throws Exception {
    var turns = new Turns(1, Duration.ofMillis(20));
    Turns.Turn endless = turns.begin().join();
    Turns.Turn next = turns.begin().get(200, TimeUnit.SECONDS);
    turns.end(endless); // frees nothing: its claim has gone to the next
    turns.end(next);
    turns.begin().join();
  }

  @Test
  void who_gives_up_leaves_no_turn_behind() {
    var turns = new Turns(1, FOR_EVER);
    Turns.Turn first = turns.begin().join();
    CompletableFuture<Turns.Turn> early = turns.begin();
    CompletableFuture<Turns.Turn> late = turns.begin();
    turns.giveUp(early);
    turns.end(first);
    assertTrue(early.isCancelled());
    assertTrue(late.isDone());
    turns.giveUp(late);
    assertTrue(turns.begin().isDone());
  }

  @Test
  void a_container_that_waits_gives_its_turn_up_and_takes_another_to_go_on() throws Exception {
    var turns = new Turns(1, FOR_EVER);
    var waiting = new ContainerTurn(turns);
    waiting.begin().join();
    waiting.pause();
    Turns.Turn other = turns.begin().join();
    CompletableFuture<Void> resumed =
        CompletableFuture.runAsync(
            () -> {
              try {
                waiting.resume();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    assertFalse(resumed.isDone());
    turns.end(other);
    resumed.get(200, TimeUnit.SECONDS);
    waiting.end();
    turns.begin().join();
  }

  @Test
  void a_turn_that_comes_after_the_end_of_the_activation_is_given_back() throws Exception {
    var turns = new Turns(1, FOR_EVER);
    var ended = new ContainerTurn(turns);
    ended.begin().join();
    ended.end();
    ended.resume();
    assertTrue(turns.begin().isDone());
  }
}
