package dev.whiskbook.whisk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.whiskbook.whisk.Deployment.Change;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeployTest {
  private static final Action ACTION =
      Action.js("darts", "function main() {}").memory(128).param("a", 1).annotation("b", "c");

  private final FakeOpenWhisk server = new FakeOpenWhisk();
  private final Whisk whisk = server.connect();

  @AfterEach
  void close() {
    whisk.close();
    server.close();
  }

  @Test
  void whatIsThereJustSoIsLeftAlone() {
    assertEquals(Change.CREATED, whisk.deploy(ACTION).change());
    assertEquals(Change.UNCHANGED, whisk.deploy(ACTION).change());
    assertEquals(1, server.puts.get());
  }

  static List<Action> changes() {
    return List.of(
        Action.js("darts", "function main() { return {}; }"),
        ACTION.memory(256),
        ACTION.timeout(1000),
        ACTION.param("a", 2),
        ACTION.param("d", 1),
        Action.js("darts", "function main() {}").memory(128),
        ACTION.annotation("b", "d"),
        ACTION.main("other"),
        ACTION.kind("nodejs:18"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void anyChangeIsDeployed(Action changed) {
    whisk.deploy(ACTION);

    assertEquals(Change.UPDATED, whisk.deploy(changed).change());
  }

  @Test
  void aChangeBySomeoneElseIsNoticed() {
    whisk.deploy(ACTION);
    try (Whisk someoneElse = server.connect()) {
      someoneElse.deploy(ACTION.memory(512));
    }

    assertEquals(Change.UPDATED, whisk.deploy(ACTION).change());
  }

  @Test
  void aFanOutDeploysItsActionOnlyIfItChanged() throws Exception {
    whisk.fanOut(ACTION).run(2);
    whisk.fanOut(ACTION).run(2);

    assertEquals(1, server.puts.get());
    assertEquals(4, server.invocations.get());
  }
}
