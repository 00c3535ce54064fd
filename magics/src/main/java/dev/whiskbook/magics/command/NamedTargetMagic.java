package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Targets;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.WhiskException;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Something that is done to a target with a name. */
abstract class NamedTargetMagic implements Magic {
  private final Workbench workbench;

  @Mixin HelpOption help;

  @Parameters(index = "0", paramLabel = "TARGET", description = "Its name.")
  String name;

  NamedTargetMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  /**
   * Does it.
   *
   * @return what to say of it
   * @throws WhiskException if there is no target of this name
   */
  abstract String done(Targets targets);

  @Override
  public List<Completion> candidates(String label, Session session) {
    return Candidates.targets(workbench);
  }

  @Override
  public Object run(MagicCall call) {
    try {
      call.output().stream(StreamName.STDOUT, done(workbench.targets()) + "\n");
      return null;
    } catch (WhiskException | IllegalArgumentException e) {
      throw new MagicException(e.getMessage(), e);
    }
  }
}
