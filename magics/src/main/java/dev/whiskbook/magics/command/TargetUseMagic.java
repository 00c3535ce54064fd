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

/** {@code %whisk target use}. */
@Command(
    description =
        "Makes a named target, embedded, or wskprops the one that this notebook talks to.",
    footer = {"", "Java: workbench.targets().use(workbench.targets().named(name))"})
public final class TargetUseMagic implements Magic {
  private final Workbench workbench;

  @Mixin HelpOption help;

  @Parameters(index = "0", paramLabel = "TARGET", description = "Its name.")
  String name;

  public TargetUseMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public List<Completion> candidates(String label, Session session) {
    return Candidates.targets(workbench);
  }

  @Override
  public Object run(MagicCall call) {
    try {
      workbench.targets().use(name);
      call.output().stream(StreamName.STDOUT, workbench.targets().get() + "\n");
      return null;
    } catch (WhiskException | IllegalArgumentException e) {
      throw new MagicException(e.getMessage(), e);
    }
  }
}
