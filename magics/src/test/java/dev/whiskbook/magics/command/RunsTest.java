package dev.whiskbook.magics.command;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Targets;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.Journal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {

  @Test
  void whoAsksForTheLastRunInANewSessionHearsWhereEarlierOnesAre(@TempDir Path home) {
    Targets nowhere = new Targets(List.of("no", "such", "server"), Map.of(), home);
    Workbench workbench = new Workbench(nowhere, Journal.at(home.resolve("journal.db")));

    var error = assertThrows(MagicException.class, () -> Runs.find(null, workbench, null));

    assertTrue(error.getMessage().contains("'%runs' lists those of earlier ones"));
  }
}
