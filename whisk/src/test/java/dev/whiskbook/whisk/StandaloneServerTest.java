package dev.whiskbook.whisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.whisk.WhiskException.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The child is a shell script that speaks the contract. */
class StandaloneServerTest {
  // The port is the child's process id, so that each life differs.
  private static final String ANNOUNCE =
      "printf '{\"apihost\":\"http://127.0.0.1:%s\",\"auth\":\"%s\"}\\n' $(($$ % 60000 + 1)) \"$WHISKBOOK_STANDALONE_AUTH\"; ";

  @TempDir Path folder;

  @Test
  void theTargetIsWhatTheChildAnnouncesWithARandomKey() {
    try (StandaloneServer one = sh(ANNOUNCE + "cat");
        StandaloneServer two = sh(ANNOUNCE + "cat")) {
      assertEquals("standalone", one.target().name());
      assertEquals(one.target(), one.target());
      assertTrue(one.target().auth().matches("[0-9a-f-]{36}:[A-Za-z0-9]{64}"));
      assertNotEquals(one.target().auth(), two.target().auth());
    }
  }

  @Test
  void aGivenKeyReachesTheChildByItsEnvironment() {
    List<String> command = List.of("sh", "-c", ANNOUNCE + "cat");
    try (StandaloneServer server =
        StandaloneServer.start(command, Map.of(StandaloneServer.AUTH_VARIABLE, "user:key"))) {
      assertEquals("user:key", server.target().auth());
    }
  }

  @Test
  void theChildEndsWhenItsInputDoes() throws Exception {
    Path ended = folder.resolve("ended");
    StandaloneServer server = sh(ANNOUNCE + "cat; touch " + ended);
    server.target();

    server.close();

    assertTrue(Files.exists(ended));
    assertThrows(WhiskException.class, server::target);
  }

  @Test
  void aChildThatDiesBeforeItIsUpIsQuoted() {
    try (StandaloneServer server = sh("echo no room >&2; exit 3")) {
      WhiskException e = assertThrows(WhiskException.class, server::target);

      assertEquals(Problem.STANDALONE, e.problem());
      assertTrue(e.getMessage().contains("exit code 3"), e.getMessage());
      assertTrue(e.getMessage().contains("no room"), e.getMessage());
    }
  }

  @Test
  void aChildThatDiesLaterIsStartedAgainAtOnceWithTheSameAddressAndKey() throws Exception {
    Path die = folder.resolve("die");
    // The first life ends when told to; the second one does not find the pipe any more.
    new ProcessBuilder("mkfifo", die.toString()).start().waitFor();
    Path asked = folder.resolve("asked");
    String life =
        "if [ -p %1$s ]; then read x < %1$s; rm %1$s; else echo \"$0 $1\" > %2$s; cat; fi"
            .formatted(die, asked);
    Target first;
    Target second;
    try (StandaloneServer server = sh(ANNOUNCE + life)) {
      first = server.target();
      Files.writeString(die, "now\n");
      awaitAnother(server, first);
      second = server.target();
    }
    assertEquals(first.auth(), second.auth());
    assertEquals("--port " + first.apihost().getPort(), Files.readString(asked).strip());
  }

  @Test
  void aChildThatKeepsDyingIsLeftAlone() {
    try (StandaloneServer server = sh("echo dead again >&2; exit 1")) {
      WhiskException last = null;
      for (int i = 0; i < 10; i++) {
        last = assertThrows(WhiskException.class, server::target);
      }
      assertTrue(last.getMessage().contains("is left alone"), last.getMessage());
    }
  }

  @Test
  void aCommandThatDoesNotExistIsNamed() {
    WhiskException e =
        assertThrows(
            WhiskException.class,
            () -> StandaloneServer.start(List.of("/no/such/java"), Map.of()).target());

    assertTrue(e.getMessage().contains("/no/such/java"), e.getMessage());
  }

  @Test
  void anAnnouncementThatIsNotUnderstoodIsNotRepeatedAsItMayHoldTheKey() {
    try (StandaloneServer server = sh("echo \"key $WHISKBOOK_STANDALONE_AUTH\"; cat")) {
      WhiskException e = assertThrows(WhiskException.class, server::target);

      assertFalse(e.getMessage().contains("key "), e.getMessage());
    }
  }

  private static void awaitAnother(StandaloneServer server, Target first) {
    while (server.targetNow().filter(t -> !t.apihost().equals(first.apihost())).isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private static StandaloneServer sh(String script) {
    return StandaloneServer.start(List.of("sh", "-c", script), Map.of());
  }
}
