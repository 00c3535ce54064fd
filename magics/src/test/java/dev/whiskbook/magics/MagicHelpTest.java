package dev.whiskbook.magics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.magic.FirstSentence;
import dev.whiskbook.kernel.magic.MagicHelp;
import dev.whiskbook.kernel.magic.Magics;
import dev.whiskbook.whisk.Journal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@DisplayName("The help of the magics")
class MagicHelpTest {

  @TempDir static Path home;

  @Test
  void isComplainedOfByNobodyAndHasASentenceOnEach() {
    var told = new ByteArrayOutputStream();
    try (Session session = open()) {
      List<CommandLine> commands =
          Stream.of(Magics.Kind.values())
              .flatMap(kind -> session.magics().all(kind).stream())
              .map(entry -> entry.command().get())
              .flatMap(MagicHelpTest::withSubcommands)
              .toList();
      assertTrue(commands.size() > 80, "found: " + commands.size());
      PrintStream console = System.err;
      System.setErr(new PrintStream(told, true, UTF_8)); // where picocli warns of wrong formats
      try {
        for (CommandLine command : commands) {
          String sentence = FirstSentence.of(command);
          assertTrue(sentence.endsWith("."), command.getCommandName() + ": " + sentence);
          String help = MagicHelp.of(command);
          String start = sentence.substring(0, Math.min(20, sentence.length()));
          assertTrue(help.contains(start), help);
        }
      } finally {
        System.setErr(console);
      }
    }
    assertEquals("", told.toString(UTF_8));
  }

  private static Stream<CommandLine> withSubcommands(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(MagicHelpTest::withSubcommands));
  }

  private static Session open() {
    var targets = new Targets(List.of("no", "such", "server"), Map.of(), home);
    return Whiskbook.open(
        Session.builder(), new Workbench(targets, Journal.at(home.resolve("journal.db"))));
  }
}
