package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.kernel.magic.Substitution;
import dev.whiskbook.kernel.magic.TextMagic;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code !command}: runs a command of the shell. */
@Command(
    description = {
      "Runs a command of the shell, and shows its output as it comes; !COMMAND is the same.",
      "$name and {expression} are replaced where Java has a value. In var lines = !COMMAND the",
      "output is the value, a list of lines. Interrupting the cell ends the command."
    },
    customSynopsis = "!COMMAND",
    footer = {"", "Java: List<String> lines = lineMagic(\"sh\", List.of(\"ls -l\"))"})
final class ShellMagic implements TextMagic {

  private final Workplace workplace;
  private String command = "";

  ShellMagic(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public void text(String line) {
    command = line;
  }

  @Override
  public Object run(MagicCall call) throws Exception {
    if (command.isBlank()) {
      throw new MagicException("! needs a command, such as !ls -l");
    }
    var shell = new ShellProcess(workplace, call.output());
    String replaced = Substitution.replace(command, call.session());
    ShellProcess.Outcome outcome =
        shell.run(ShellProcess.shell(), List.of("-c", replaced), call.valueWanted());
    if (outcome.exitCode() != 0) {
      call.output().stream(StreamName.STDERR, "(exit code " + outcome.exitCode() + ")\n");
    }
    return call.valueWanted() ? outcome.lines() : null;
  }
}
