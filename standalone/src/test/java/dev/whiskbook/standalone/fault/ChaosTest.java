package dev.whiskbook.standalone.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Faults on demand")
class ChaosTest {
  private static final String ALL =
      "cold=2s,p429=5%,p5xx=2%,lost=1%,slow=2x@3%,disconnect=1%,truncate=0.5%,duplicate=1%,"
          + "clockskew=3s,seed=7";

  @Test
  void are_read_from_text_and_written_as_text_that_reads_the_same() {
    Chaos chaos = Chaos.parse(ALL);
    assertEquals(
        new Chaos(
            Duration.ofSeconds(2),
            0.05,
            0.02,
            0.01,
            2,
            0.03,
            0.01,
            0.005,
            0.01,
            Duration.ofSeconds(3),
            7),
        chaos);
    assertEquals(chaos, Chaos.parse(chaos.toString()));
    assertEquals(Chaos.NONE, Chaos.parse("none"));
    assertEquals("none", Chaos.NONE.toString());
    assertEquals(Duration.ofMillis(-500), Chaos.parse("clockskew=-500ms").clockSkew());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p404=1%      | There is no fault 'p404=1%': say cold, p429, p5xx",
        "cold         | There is no fault 'cold': say cold",
        "p429=105%    | The fault 'p429' cannot be '105%': it is a chance from 0% to 100%",
        "p429=-1%     | The fault 'p429' cannot be '-1%'",
        "lost=often   | The fault 'lost' cannot be 'often'",
        "cold=2       | The fault 'cold' cannot be '2': it is a time of at most 5m",
        "cold=-2s     | The fault 'cold' cannot be '-2s': it is a time from 0 on",
        "cold=1000m   | The fault 'cold' cannot be '1000m'",
        "slow=3%      | The fault 'slow' cannot be '3%': it is a factor from 1 on and a chance",
        "slow=0.5x@3% | The fault 'slow' cannot be '0.5x@3%'",
        "seed=x       | The fault 'seed' cannot be 'x': it is a whole number",
        "lost=1%,lost=2% | The fault 'lost' is given twice.",
      })
  void that_are_wrong_are_refused_with_a_sentence(String text, String sentence) {
    var e = assertThrows(IllegalArgumentException.class, () -> Chaos.parse(text));
    assertTrue(e.getMessage().startsWith(sentence), e.getMessage());
  }

  @Test
  void meet_the_same_requests_and_activations_whenever_the_seed_is_the_same() {
    assertEquals(fates(ALL), fates(ALL));
    assertNotEquals(fates(ALL), fates(ALL.replace("seed=7", "seed=8")));
  }

  @Test
  void start_anew_when_they_are_set() {
    var misbehaviour = new Misbehaviour(Chaos.parse("p429=50%"), Optional.empty());
    List<RequestFate> first = draw(100, misbehaviour::nextRequest);
    misbehaviour.set(Chaos.parse("p429=50%"), Optional.empty());
    assertEquals(first, draw(100, misbehaviour::nextRequest));
  }

  @Test
  void come_as_often_as_asked_for() {
    var misbehaviour =
        new Misbehaviour(Chaos.parse("p429=5%,p5xx=20%,disconnect=10%"), Optional.empty());
    List<RequestFate> fates = draw(10_000, misbehaviour::nextRequest);
    assertEquals(500, count(fates, RequestFate.THROTTLED), 100);
    for (var failure :
        List.of(
            RequestFate.SERVER_ERROR,
            RequestFate.BAD_GATEWAY,
            RequestFate.UNAVAILABLE,
            RequestFate.GATEWAY_TIMEOUT)) {
      assertEquals(500, count(fates, failure), 100);
    }
    assertEquals(750, count(fates, RequestFate.DISCONNECTED), 130);
    assertEquals(
        count(fates, RequestFate.THROTTLED), misbehaviour.injected().get("p429").doubleValue());
  }

  @Test
  void of_no_kind_meet_nobody() {
    var misbehaviour = new Misbehaviour(Chaos.NONE, Optional.empty());
    assertEquals(ActivationFate.ORDINARY, misbehaviour.nextActivation());
    assertEquals(RequestFate.SERVED, misbehaviour.nextRequest());
    assertFalse(misbehaviour.injected().containsKey("p429"));
  }

  private static String fates(String chaos) {
    var misbehaviour = new Misbehaviour(Chaos.parse(chaos), Optional.of(LatencyProfile.DOCKER));
    return draw(200, misbehaviour::nextRequest) + " " + draw(200, misbehaviour::nextActivation);
  }

  private static <T> List<T> draw(int n, Supplier<T> source) {
    List<T> drawn = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      drawn.add(source.get());
    }
    return drawn;
  }

  private static double count(List<RequestFate> fates, RequestFate one) {
    return fates.stream().filter(one::equals).count();
  }

  @Test
  @DisplayName("of a latency profile have the published quantiles")
  void profiles() {
    int n = 20_000;
    var misbehaviour = new Misbehaviour(Chaos.NONE, Optional.of(LatencyProfile.KUBERNETES));
    List<ActivationFate> fates = draw(n, misbehaviour::nextActivation);
    double[] cold =
        fates.stream().mapToDouble(f -> f.coldWait().toNanos() / 1e6).sorted().toArray();
    double[] warm =
        fates.stream().mapToDouble(f -> f.warmWait().toNanos() / 1e6).sorted().toArray();
    assertEquals(2069, cold[n / 2], 2069 * 0.03);
    assertEquals(2949, cold[n * 95 / 100], 2949 * 0.03);
    assertEquals(19, warm[n / 2], 19 * 0.05);
    assertEquals(44, warm[n * 90 / 100], 44 * 0.1);
    assertEquals(602, Arrays.stream(warm).max().orElseThrow(), 0.001);
    assertEquals("profile=kubernetes", fates.getFirst().label());
    var e = assertThrows(IllegalArgumentException.class, () -> LatencyProfile.parse("k8s"));
    assertEquals(
        "There is no latency profile 'k8s': say docker, kubernetes, kubernetes-agent or none.",
        e.getMessage());
  }
}
