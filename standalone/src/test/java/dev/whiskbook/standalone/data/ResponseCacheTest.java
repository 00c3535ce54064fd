package dev.whiskbook.standalone.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.standalone.entity.ActionLimits;
import dev.whiskbook.standalone.entity.ActivationResponse;
import dev.whiskbook.standalone.entity.ActivationResponse.Status;
import dev.whiskbook.standalone.entity.Exec;
import dev.whiskbook.standalone.entity.QualifiedName;
import dev.whiskbook.standalone.entity.SemVer;
import dev.whiskbook.standalone.entity.WhiskAction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The response cache")
class ResponseCacheTest {
  private static final long SECOND = 1_000_000_000;
  private static final long MAX_BYTES = 10_000;
  private static final ActivationResponse MINUTE = answer("{\"Cache-Control\":\"max-age=60\"}");

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 30 * SECOND); // it may run over
  private final ResponseCache cache = new ResponseCache(true, MAX_BYTES, now::get);

  @Test
  void answers_the_same_arguments_in_whatever_order_for_as_long_as_the_action_said() {
    assertTrue(cache.keep(call("guest", 1, "{\"a\":1,\"b\":{\"c\":2,\"d\":[1,2]}}"), MINUTE));
    var same = call("guest", 1, "{ \"b\": {\"d\":[1,2], \"c\":2}, \"a\":1 }");
    now.addAndGet(59 * SECOND);
    assertEquals(Optional.of(MINUTE), cache.find(same));
    now.addAndGet(SECOND);
    assertEquals(Optional.empty(), cache.find(same));
    assertEquals(0, cache.size());
    assertEquals(0, cache.bytes());
  }

  @Test
  void answers_no_other_arguments_revision_or_namespace() {
    cache.keep(call("guest", 1, "{\"a\":[1,2]}"), MINUTE);
    assertEquals(Optional.empty(), cache.find(call("guest", 1, "{\"a\":[2,1]}")));
    assertEquals(Optional.empty(), cache.find(call("guest", 2, "{\"a\":[1,2]}")));
    assertEquals(Optional.empty(), cache.find(call("other", 1, "{\"a\":[1,2]}")));
    assertTrue(cache.find(call("guest", 1, "{\"a\":[1,2]}")).isPresent());
    assertEquals(1, cache.hits());
    assertEquals(1, cache.misses());
  }

  @Test
  void never_keeps_an_error() {
    for (Status status :
        List.of(Status.APPLICATION_ERROR, Status.DEVELOPER_ERROR, Status.WHISK_ERROR)) {
      var error = ActivationResponse.of(status, MINUTE.resultJson());
      assertFalse(cache.keep(call("guest", 1, "{}"), error));
    }
    assertEquals(0, cache.size());
  }

  @Test
  void drops_what_was_not_used_for_longest_when_it_is_full() {
    String large = "{\"cache-control\":\"max-age=60\",\"x\":\"" + "x".repeat(1000) + "\"}";
    for (int i = 0; i < 100; i++) {
      cache.keep(call("guest", i, "{}"), answer(large));
      assertTrue(cache.find(call("guest", 0, "{}")).isPresent(), "the first, after " + i);
    }
    assertTrue(cache.bytes() <= MAX_BYTES);
    assertTrue(cache.size() > 1);
    assertTrue(cache.find(call("guest", 99, "{}")).isPresent());
    assertTrue(cache.find(call("guest", 1, "{}")).isEmpty());
    assertFalse(cache.keep(call("guest", 1, "{}"), answer("{}")));
  }

  @Test
  void does_not_keep_what_is_larger_than_itself() {
    String huge = "{\"cache-control\":\"max-age=60\",\"x\":\"" + "x".repeat(10_000) + "\"}";
    cache.keep(call("guest", 1, "{}"), answer(huge));
    assertEquals(0, cache.size());
    assertEquals(0, cache.bytes());
  }

  @Test
  void forgets_everything_when_it_is_turned_off() {
    cache.keep(call("guest", 1, "{}"), MINUTE);
    cache.set(false);
    assertFalse(cache.keep(call("guest", 1, "{}"), MINUTE));
    cache.set(true);
    assertEquals(Optional.empty(), cache.find(call("guest", 1, "{}")));
  }

  @Test
  void counts_right_when_many_use_it_at_once() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 10_000).forEach(i -> threads.execute(() -> useOnce(i % 50)));
    }
    assertEquals(10_000, cache.hits() + cache.misses());
    assertTrue(cache.bytes() <= MAX_BYTES);
    cache.set(false);
    assertEquals(0, cache.bytes());
  }

  private void useOnce(int revision) {
    Invocation call = call("guest", revision, "{}");
    if (cache.find(call).isEmpty()) {
      cache.keep(call, MINUTE);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"Cache-Control\":\"max-age=5\"} | 5",
        "{\"cache-control\":\"public, Max-Age = 7\"} | 7",
        "{\"headers\":{\"CACHE-CONTROL\":\"max-age=8\"},\"body\":\"\"} | 8",
        "{\"cache-control\":\"max-age=5, s-maxage=9\"} | 9",
        "{\"cache-control\":\"max-age=99999999999999\"} | 999999999",
        "{\"cache-control\":\"max-age=0\"} | 0",
        "{\"cache-control\":\"max-age=-5\"} | 0",
        "{\"cache-control\":\"no-store, max-age=5\"} | 0",
        "{\"cache-control\":\"max-age=5,no-cache\"} | 0",
        "{\"cache-control\":\"private, max-age=5\"} | 0",
        "{\"cache-control\":\"x-max-age=5\"} | 0",
        "{\"cache-control\":5} | 0",
        "{\"a\":{\"cache-control\":\"max-age=5\"}} | 0",
        "{\"a\":\"\\\"cache-control\\\"\"} | 0",
        "{\"statusCode\":500,\"headers\":{\"cache-control\":\"max-age=5\"}} | 0",
        "[{\"cache-control\":\"max-age=5\"}] | 0",
        "{} | 0",
      })
  @DisplayName("reads how long a result holds:")
  void freshness(String result, long seconds) {
    assertEquals(
        seconds == 0 ? OptionalLong.empty() : OptionalLong.of(seconds), Freshness.seconds(result));
  }

  private static ActivationResponse answer(String json) {
    return ActivationResponse.of(Status.SUCCESS, json);
  }

  private static Invocation call(String namespace, long revision, String arguments) {
    var action =
        new WhiskAction(
            QualifiedName.of("guest", "a"),
            SemVer.FIRST,
            revision,
            new Exec("nodejs:20", "", false, Optional.empty()),
            ActionLimits.DEFAULT,
            List.of(),
            List.of(),
            false,
            0);
    return new Invocation(action, arguments, Map.of(), "t", 0, Origin.of(namespace, "key"));
  }
}
