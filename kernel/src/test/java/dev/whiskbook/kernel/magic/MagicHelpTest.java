package dev.whiskbook.kernel.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@DisplayName("The help of a magic")
class MagicHelpTest {

  @Command(
      name = "%%mix",
      description = {
        "Mixes what is there, as",
        "%%fanout does; 95 %% of it. Kinds:",
        "  one  a kind",
        "  two  another",
        "And that",
        "is all."
      },
      footer = {"", "Java: mix()"})
  static final class Mix {
    @Parameters(
        paramLabel = "WHAT",
        description = {"What is mixed, which", "is listed by %%list."})
    String what;

    @Option(
        names = "--at",
        paramLabel = "N",
        description = {
          "Once so many %% are done, and as",
          "many again (${DEFAULT-VALUE}). This text is as long as it has to be to be broken."
        })
    int at = 7;
  }

  @Command(
      name = "half",
      description = {"Mixes 50 %% of what", "is there. The value is a Mix."})
  static final class Half {}

  @Test
  void breaksParagraphsByItsOwnWidthAndLeavesLists() {
    assertEquals(
        """
        Usage: %mix [--at=N] WHAT [COMMAND]
        Mixes what is there, as %fanout does; 95 % of it. Kinds:
          one  a kind
          two  another
        And that is all.
              WHAT     What is mixed, which is listed by %list.
              --at=N   Once so many % are done, and as many again (7). This text is as long as it has to be
                         to be broken.
        Commands:
          half  Mixes 50 % of what is there.

        Java: mix()
        """,
        MagicHelp.of(new CommandLine(new Mix()).setCommandName("%mix").addSubcommand(new Half())));
  }
}
