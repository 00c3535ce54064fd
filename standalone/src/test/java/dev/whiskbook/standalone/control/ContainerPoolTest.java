package dev.whiskbook.standalone.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.standalone.container.Container;
import dev.whiskbook.standalone.container.ContainerFactory;
import dev.whiskbook.standalone.container.LogSink;
import dev.whiskbook.standalone.container.Outcome;
import dev.whiskbook.standalone.entity.ActionLimits;
import dev.whiskbook.standalone.entity.Exec;
import dev.whiskbook.standalone.entity.SemVer;
import dev.whiskbook.standalone.entity.WhiskAction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The container pool")
class ContainerPoolTest {
  private final BlockingQueue<Container> destroyed = new LinkedBlockingQueue<>();
  private final WhiskAction a = action("a", 1);
  private final WhiskAction b = action("b", 2);
  private ContainerPool pool =
      new ContainerPool(new Factory(), new PoolConfig(512, 1, 2, Duration.ofMinutes(10)));

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void gives_a_warm_container_to_the_same_revision_only() throws Exception {
    Lease first = pool.acquire(a);
    pool.release(first, true);
    Lease warm = pool.acquire(a);
    Lease other = pool.acquire(action("a", 3));
    assertTrue(first.cold());
    assertFalse(warm.cold());
    assertSame(first.container(), warm.container());
    assertTrue(other.cold());
    assertNotSame(warm.container(), other.container());
  }

  @Test
  void destroys_the_longest_idle_container_when_another_action_needs_the_memory() throws Exception {
    Lease first = pool.acquire(a);
    Lease second = pool.acquire(a);
    pool.release(first, true);
    pool.release(second, true);
    Lease third = pool.acquire(b);
    assertTrue(third.cold());
    assertSame(first.container(), destroyed.poll(10, TimeUnit.SECONDS));
    assertEquals(2, pool.size());
  }

  @Test
  void makes_the_third_wait_when_there_is_memory_for_two() throws Exception {
    Lease first = pool.acquire(a);
    pool.acquire(a);
    CompletableFuture<Lease> third = acquireInBackground(a);
    assertFalse(third.isDone());
    pool.release(first, true);
    assertSame(first.container(), third.get(10, TimeUnit.SECONDS).container());
  }

  @Test
  void frees_the_memory_of_a_failed_container_only_when_it_is_destroyed() throws Exception {
    Lease first = pool.acquire(a);
    pool.acquire(a);
    CompletableFuture<Lease> third = acquireInBackground(a);
    pool.release(first, false);
    Lease fresh = third.get(10, TimeUnit.SECONDS);
    assertTrue(fresh.cold());
    assertTrue(destroyed.contains(first.container()));
  }

  @Test
  void destroys_containers_that_nobody_has_used_for_long() throws Exception {
    pool.close();
    pool = new ContainerPool(new Factory(), new PoolConfig(512, 1, 2, Duration.ofMillis(20)));
    destroyed.clear();
    Lease lease = pool.acquire(a);
    pool.release(lease, true);
    Container gone = destroyed.poll(10, TimeUnit.SECONDS);
    assertSame(lease.container(), gone);
    assertEquals(0, pool.size());
  }

  private CompletableFuture<Lease> acquireInBackground(WhiskAction action) {
    var lease = new CompletableFuture<Lease>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                lease.complete(pool.acquire(action));
              } catch (InterruptedException e) {
                lease.completeExceptionally(e);
              }
            });
    return lease;
  }

  private static WhiskAction action(String name, long revision) {
    return new WhiskAction(
        "guest",
        name,
        SemVer.FIRST,
        revision,
        new Exec("nodejs:20", "", false, Optional.empty()),
        ActionLimits.DEFAULT,
        List.of(),
        List.of(),
        false,
        0);
  }

  private final class Factory implements ContainerFactory {
    @Override
    public Container create() {
      return new Idle();
    }

    @Override
    public boolean supports(String kind) {
      return true;
    }

    @Override
    public void close() {}
  }

  private final class Idle implements Container {
    @Override
    public String id() {
      return "idle";
    }

    @Override
    public Outcome init(
        String name, Exec exec, Map<String, String> environment, LogSink logs, Duration timeout) {
      return new Outcome.Answered("{}");
    }

    @Override
    public Outcome run(
        String argumentsJson, Map<String, String> environment, LogSink logs, Duration timeout) {
      return new Outcome.Answered("{}");
    }

    @Override
    public void destroy() {
      destroyed.add(this);
    }
  }
}
