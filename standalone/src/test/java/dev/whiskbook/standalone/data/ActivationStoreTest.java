package dev.whiskbook.standalone.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.standalone.entity.Activation;
import dev.whiskbook.standalone.entity.ActivationResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The activation store")
class ActivationStoreTest {
  private final ActivationStore store = new ActivationStore(3, 1 << 20);

  @Test
  void lists_newest_first_between_two_times_inclusive() {
    for (int i = 1; i <= 3; i++) {
      store.add(activation("id" + i, 100L * i, "{}"));
    }
    assertEquals(
        List.of("id2", "id1"),
        store.list(new ActivationQuery("guest", Optional.empty(), 100, 200, 0, 10)).stream()
            .map(Activation::activationId)
            .toList());
    assertEquals(
        1, store.count(new ActivationQuery("guest", Optional.of("guest/a"), 200, 300, 1, 10)));
    assertEquals(
        0, store.count(new ActivationQuery("guest", Optional.of("guest/other"), 0, 300, 0, 10)));
  }

  @Test
  void forgets_the_oldest_when_it_holds_too_many() {
    for (int i = 1; i <= 4; i++) {
      store.add(activation("id" + i, i, "{}"));
    }
    assertTrue(store.get("guest", "id1").isEmpty());
    assertTrue(store.get("guest", "id4").isPresent());
  }

  @Test
  void forgets_the_oldest_when_it_holds_too_much() {
    String large = "{\"x\":\"" + "y".repeat(700_000) + "\"}";
    store.add(activation("id1", 1, large));
    store.add(activation("id2", 2, large));
    assertTrue(store.get("guest", "id1").isEmpty());
    assertTrue(store.get("guest", "id2").isPresent());
  }

  private static Activation activation(String id, long startMs, String result) {
    return new Activation(
        id,
        new Activation.Invoked("guest", "a", "0.0.1", "guest/a"),
        Activation.Span.of(startMs, startMs + 1),
        Optional.empty(),
        List.of(),
        ActivationResponse.of(ActivationResponse.Status.SUCCESS, result),
        List.of(),
        Activation.Notes.NONE);
  }
}
