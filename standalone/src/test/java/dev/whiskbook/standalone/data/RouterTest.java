package dev.whiskbook.standalone.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.standalone.container.Container;
import dev.whiskbook.standalone.container.ContainerFactory;
import dev.whiskbook.standalone.container.Isolation;
import dev.whiskbook.standalone.container.LogSink;
import dev.whiskbook.standalone.container.Outcome;
import dev.whiskbook.standalone.control.ContainerSnapshot;
import dev.whiskbook.standalone.control.ContainerState;
import dev.whiskbook.standalone.control.Lease;
import dev.whiskbook.standalone.control.PoolConfig;
import dev.whiskbook.standalone.control.Slot;
import dev.whiskbook.standalone.entity.ActionLimits;
import dev.whiskbook.standalone.entity.Exec;
import dev.whiskbook.standalone.entity.QualifiedName;
import dev.whiskbook.standalone.entity.SemVer;
import dev.whiskbook.standalone.entity.WhiskAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The router")
class RouterTest {
  private final BlockingQueue<Container> destroyed = new LinkedBlockingQueue<>();
  private final WhiskAction a = action("a", 1);
  private final WhiskAction b = action("b", 2);
  private BooleanSupplier evictIdle;
  private Router router = router(512, 1, Duration.ofMinutes(10));

  @AfterEach
  void close() {
    router.close();
  }

  @Test
  void gives_a_warm_container_to_the_same_revision_only() throws Exception {
    Lease first = router.acquire(a);
    router.release(first, true);
    Lease warm = router.acquire(a);
    Lease other = router.acquire(action("a", 3));
    assertTrue(first.cold());
    assertFalse(warm.cold());
    assertSame(first.container(), warm.container());
    assertTrue(other.cold());
    assertNotSame(warm.container(), other.container());
  }

  @Test
  void destroys_the_longest_idle_container_when_another_action_needs_the_memory() throws Exception {
    Lease first = router.acquire(a);
    Lease second = router.acquire(a);
    router.release(first, true);
    router.release(second, true);
    Lease third = router.acquire(b);
    assertTrue(third.cold());
    assertSame(first.container(), destroyed.poll(200, TimeUnit.SECONDS));
    assertEquals(2, router.slots().count());
  }

  @Test
  void destroys_all_idle_containers_and_no_other_when_memory_is_short() throws Exception {
    Lease idle = router.acquire(a);
    Lease busy = router.acquire(b);
    router.release(idle, true);
    assertTrue(evictIdle.getAsBoolean());
    assertEquals(List.of(idle.container()), List.copyOf(destroyed));
    assertSame(busy.container(), router.slots().findFirst().orElseThrow().container());
    assertFalse(evictIdle.getAsBoolean());
    assertTrue(router.acquire(a).cold());
  }

  @Test
  void makes_the_third_wait_when_there_is_memory_for_two() throws Exception {
    Lease first = router.acquire(a);
    router.acquire(a);
    CompletableFuture<Lease> third = acquireInBackground(a);
    assertFalse(third.isDone());
    router.release(first, true);
    assertSame(first.container(), third.get(200, TimeUnit.SECONDS).container());
  }

  @Test
  void frees_the_memory_of_a_failed_container_only_when_it_is_destroyed() throws Exception {
    Lease first = router.acquire(a);
    router.acquire(a);
    CompletableFuture<Lease> third = acquireInBackground(a);
    router.release(first, false);
    Lease fresh = third.get(200, TimeUnit.SECONDS);
    assertTrue(fresh.cold());
    assertTrue(destroyed.contains(first.container()));
  }

  @Test
  void destroys_containers_that_nobody_has_used_for_long() throws Exception {
    router.close();
    router = router(512, 1, Duration.ofMillis(20));
    destroyed.clear();
    Lease lease = router.acquire(a);
    router.release(lease, true);
    Container gone = destroyed.poll(200, TimeUnit.SECONDS);
    assertSame(lease.container(), gone);
    assertEquals(0, router.slots().count());
  }

  @Test
  void lets_as_many_into_a_container_at_once_as_the_action_allows() throws Exception {
    WhiskAction shared = limited("shared", 4, 3, OptionalInt.empty());
    Lease first = router.acquire(shared);
    assertEquals(ContainerState.STARTING, snapshot(first).state());
    router.started(first);
    Lease second = router.acquire(shared);
    Lease third = router.acquire(shared);
    Lease fourth = router.acquire(shared);
    assertSame(first.container(), third.container());
    assertEquals(3, snapshot(second).active());
    assertTrue(fourth.cold());
    router.release(second, true);
    assertSame(first.container(), router.acquire(shared).container());
  }

  @Test
  void lets_others_wait_in_a_container_that_is_being_started() throws Exception {
    WhiskAction shared = limited("shared", 4, 3, OptionalInt.empty());
    Lease first = router.acquire(shared);
    CompletableFuture<Lease> second = acquireInBackground(shared);
    CompletableFuture<Lease> third = acquireInBackground(shared);
    awaitActive(first, 3);
    assertFalse(second.isDone() || third.isDone());
    assertEquals(256, router.pools().getFirst().usedMb());
    router.started(first);
    assertSame(first.container(), second.get(200, TimeUnit.SECONDS).container());
    assertSame(first.container(), third.get(200, TimeUnit.SECONDS).container());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void never_gives_up_a_container_that_is_being_left_for_a_new_one(int atOnce) throws Exception {
    WhiskAction busy = limited("busy", 4, atOnce, OptionalInt.empty());
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> turns = new ArrayList<>();
      for (int client = 0; client < 8; client++) {
        turns.add(clients.submit(() -> acquireAndRelease(busy, 20_000)));
      }
      for (Future<Integer> done : turns) {
        assertEquals(20_000, done.get(200, TimeUnit.SECONDS));
      }
    }
    assertEquals(0, router.waiting());
    assertEquals(0, router.counters().evicted().sum());
    assertTrue(router.counters().coldStarts().sum() <= 2);
  }

  private int acquireAndRelease(WhiskAction action, int turns) throws InterruptedException {
    for (int turn = 0; turn < turns; turn++) {
      Lease lease = router.acquire(action);
      router.release(lease, true);
    }
    return turns;
  }

  @Test
  void starts_another_for_those_who_waited_in_one_that_failed_to_start() throws Exception {
    WhiskAction shared = limited("shared", 4, 2, OptionalInt.empty());
    Lease first = router.acquire(shared);
    CompletableFuture<Lease> second = acquireInBackground(shared);
    awaitActive(first, 2);
    router.release(first, false);
    Lease again = second.get(200, TimeUnit.SECONDS);
    assertTrue(again.cold());
    assertNotSame(first.container(), again.container());
    router.release(again, true);
    assertEquals(0, again.slot().snapshot().active());
  }

  @Test
  void takes_a_shared_container_from_all_of_its_activations_when_one_fails() throws Exception {
    WhiskAction shared = limited("shared", 4, 2, OptionalInt.empty());
    Lease first = router.acquire(shared);
    router.started(first);
    Lease second = router.acquire(shared);
    router.release(first, false);
    assertSame(first.container(), destroyed.poll(200, TimeUnit.SECONDS));
    router.release(second, false);
    assertTrue(router.acquire(shared).cold());
    assertTrue(destroyed.isEmpty());
  }

  @Test
  void holds_an_action_back_at_its_instances_limit_and_others_pass() throws Exception {
    router.close();
    router = router(2048, 1, Duration.ofMinutes(10));
    WhiskAction single = limited("single", 4, 1, OptionalInt.of(1));
    Lease first = router.acquire(single);
    CompletableFuture<Lease> second = acquireInBackground(single);
    CompletableFuture<Lease> other = acquireInBackground(b);
    other.get(200, TimeUnit.SECONDS);
    assertFalse(second.isDone());
    router.release(first, true);
    assertSame(first.container(), second.get(200, TimeUnit.SECONDS).container());
  }

  @Test
  void places_an_action_on_its_home_invoker_and_steps_on_when_that_is_full() throws Exception {
    router.close();
    router = router(4 * 512, 4, Duration.ofMinutes(10));
    var balancer = new ShardingBalancer(4);
    List<Integer> order = Arrays.stream(balancer.order(a)).boxed().toList();
    assertEquals(List.of(0, 1, 2, 3), order.stream().sorted().toList());
    List<Integer> placed = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      placed.add(router.acquire(a).slot().invoker());
    }
    List<Integer> twice = order.stream().flatMap(i -> Stream.of(i, i)).toList();
    assertEquals(twice, placed);
    assertEquals(512, router.pools().getFirst().usedMb());
  }

  @Test
  void never_loses_a_container_or_an_activation_under_load() throws Exception {
    WhiskAction shared = limited("shared", 4, 2, OptionalInt.empty());
    List<WhiskAction> actions = List.of(a, b, shared);
    var pending = new ArrayList<CompletableFuture<Void>>();
    for (int i = 0; i < 3000; i++) {
      WhiskAction action = actions.get(i % actions.size());
      boolean reusable = i % 17 != 0;
      pending.add(
          CompletableFuture.runAsync(
              () -> useOnce(action, reusable), task -> Thread.ofVirtual().start(task)));
    }
    for (CompletableFuture<Void> one : pending) {
      one.get(200, TimeUnit.SECONDS);
    }
    assertEquals(0, router.waiting());
    router.slots().forEach(slot -> assertEquals(0, slot.snapshot().active()));
    assertTrue(router.pools().getFirst().usedMb() <= 512);
  }

  private void useOnce(WhiskAction action, boolean reusable) {
    try {
      Lease lease = router.acquire(action);
      router.started(lease);
      router.release(lease, reusable);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ContainerSnapshot snapshot(Lease lease) {
    Slot slot = lease.slot();
    return slot.snapshot();
  }

  private Router router(int memoryMb, int invokers, Duration idleTimeout) {
    return new Router(
        new Factory(), new PoolConfig(memoryMb, invokers, 2, idleTimeout, Isolation.CONTEXT, 1));
  }

  private static void awaitActive(Lease lease, int activations) {
    long end = System.nanoTime() + Duration.ofSeconds(200).toNanos();
    while (snapshot(lease).active() < activations) {
      assertTrue(System.nanoTime() < end, () -> "Not yet in: " + snapshot(lease));
      Thread.onSpinWait();
    }
  }

  private CompletableFuture<Lease> acquireInBackground(WhiskAction action) {
    var lease = new CompletableFuture<Lease>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                lease.complete(router.acquire(action));
              } catch (InterruptedException e) {
                lease.completeExceptionally(e);
              }
            });
    return lease;
  }

  private static WhiskAction action(String name, long revision) {
    return limited(name, revision, 1, OptionalInt.empty());
  }

  private static WhiskAction limited(
      String name, long revision, int concurrency, OptionalInt instances) {
    return new WhiskAction(
        QualifiedName.of("guest", name),
        SemVer.FIRST,
        revision,
        new Exec("nodejs:20", "", false, Optional.empty()),
        new ActionLimits(60_000, 256, 10, concurrency, instances),
        List.of(),
        List.of(),
        false,
        0);
  }

  private final class Factory implements ContainerFactory {
    @Override
    public Container create(String kind, int memoryMb) {
      return new Idle();
    }

    @Override
    public String model(String kind, int memoryMb) {
      return kind;
    }

    @Override
    public boolean supports(String kind) {
      return true;
    }

    @Override
    public void whenShortOfMemory(BooleanSupplier eviction) {
      evictIdle = eviction;
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
    public CompletableFuture<Outcome> run(
        String argumentsJson, Map<String, String> environment, LogSink logs, Duration timeout) {
      return CompletableFuture.completedFuture(new Outcome.Answered("{}"));
    }

    @Override
    public void destroy() {
      destroyed.add(this);
    }
  }
}
