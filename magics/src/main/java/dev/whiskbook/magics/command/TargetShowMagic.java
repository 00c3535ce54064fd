package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.WhiskException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code %whisk target show}. */
@Command(
    description = "Shows a named target, without its key.",
    footer = {"", "Java: workbench.targets().named(name)"})
public final class TargetShowMagic implements Magic {
  private final Workbench workbench;

  @Mixin HelpOption help;

  @Parameters(index = "0", paramLabel = "TARGET", description = "Its name.")
  String name;

  public TargetShowMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public List<Completion> candidates(String label, Session session) {
    return Candidates.targets(workbench);
  }

  @Override
  public Object run(MagicCall call) {
    try {
      call.output().stream(StreamName.STDOUT, workbench.targets().named(name) + "\n");
      return null;
    } catch (WhiskException | IllegalArgumentException e) {
      throw new MagicException(e.getMessage(), e);
    }
  }
}
