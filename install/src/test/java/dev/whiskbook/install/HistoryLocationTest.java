package dev.whiskbook.install;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryLocationTest {

  private static Optional<Path> file(Map<String, String> environment) {
    return HistoryLocation.file(environment, Path.of("/home/ada"));
  }

  @Test
  void theHistoryIsStateOfTheUsers() {
    Path usual = Path.of("/home/ada/.local/state/whiskbook/history.jsonl");
    assertEquals(Optional.of(usual), file(Map.of()));
    assertEquals(Optional.of(usual), file(Map.of("XDG_STATE_HOME", "relative")));
    assertEquals(
        Optional.of(Path.of("/var/ada/whiskbook/history.jsonl")),
        file(Map.of("XDG_STATE_HOME", "/var/ada")));
  }

  @Test
  void orWhereTheUserWantsIt() {
    assertEquals(Optional.of(Path.of("/tmp/h")), file(Map.of("WHISKBOOK_HISTORY", "/tmp/h")));
    assertEquals(Optional.empty(), file(Map.of("WHISKBOOK_HISTORY", "")));
  }
}
