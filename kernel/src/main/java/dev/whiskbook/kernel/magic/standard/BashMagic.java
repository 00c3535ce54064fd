package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.kernel.magic.Substitution;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code %%bash}: runs the cell as a shell script. */
@Command(
    description = {
      "Runs the cell as a script of the shell, and shows its output as it comes.",
      "$name and {expression} are replaced where Java has a value and the script gives it none of",
      "its own; single quotes and a backslash keep them. An exit code other than 0 fails the cell.",
      "Interrupting the cell ends the script and all that it started."
    },
    footer = {"", "Java: cellMagic(\"bash\", List.of(), script)"})
final class BashMagic implements Magic {

  private final Workplace workplace;
  private final String program;

  @Mixin Help help;

  @Parameters(
      arity = "0..*",
      paramLabel = "ARGUMENT",
      description = "What the script knows as $1, $2 and so on; Java's values fit in well here.")
  List<String> arguments = List.of();

  BashMagic(Workplace workplace, String program) {
    this.workplace = workplace;
    this.program = program;
  }

  @Override
  public Object run(MagicCall call) throws Exception {
    List<String> all =
        new ArrayList<>(List.of("-c", Substitution.replace(call.body(), call.session()), program));
    all.addAll(arguments);
    var outcome = new ShellProcess(workplace, call.output()).run(program, all, false);
    if (outcome.exitCode() != 0) {
      throw new MagicException("The script ended with exit code " + outcome.exitCode() + ".");
    }
    return null;
  }
}
