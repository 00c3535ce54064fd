package dev.whiskbook.whisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pi",
        "_",
        "9",
        "a b",
        "a@b.c-d&e",
        "pkg/pi",
        "/_/pi",
        "/guest/pkg/pi",
        "a b_c-d.e"
      })
  void namesThatOpenWhiskTakesAreTaken(String name) {
    assertEquals(name, Action.js(name, "x").name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-ab", " a", "a ", "a$b", "a/", "/a/b/c/d", "a//b", "é", "a\nb", "a\n"})
  void namesThatOpenWhiskRefusesAreRefusedByUs(String name) {
    assertThrows(IllegalArgumentException.class, () -> Action.js(name, "x"));
  }

  @Test
  void aNameHasUpTo256Characters() {
    assertEquals(256, Action.js("n".repeat(256), "x").name().length());
    assertThrows(IllegalArgumentException.class, () -> Action.js("n".repeat(257), "x"));
  }

  @Test
  void eachSettingChangesThatOneThing() {
    Action action =
        Action.js("pi", "source")
            .memory(128)
            .timeout(Duration.ofSeconds(2))
            .logs(0)
            .concurrency(3)
            .param("a", 1)
            .annotation("b", true)
            .kind("nodejs:20")
            .main("run");

    assertEquals(
        new Action(
            "pi",
            "nodejs:20",
            "source",
            "run",
            OptionalInt.of(2000),
            OptionalInt.of(128),
            OptionalInt.of(0),
            OptionalInt.of(3),
            Map.of("a", 1),
            Map.of("b", true)),
        action);
  }

  @Test
  void limitsThatMakeNoSenseAreRefusedWithTheirNumber() {
    Action action = Action.js("pi", "x");

    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> action.memory(-1))
            .getMessage()
            .contains("-1"));
    assertThrows(IllegalArgumentException.class, () -> action.timeout(0));
    assertThrows(IllegalArgumentException.class, () -> action.logs(-1));
    assertThrows(IllegalArgumentException.class, () -> Action.js("pi", "  "));
  }
}
