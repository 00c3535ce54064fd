package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.WhiskException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code %whisk deploy}: brings defined actions onto the server. */
@Command(
    description = "Deploys actions that cells define, unless the server has them just so.",
    footer = {"", "Java: Deployment deployment = whisk.deploy(action)"})
public final class DeployMagic implements Magic {

  private final Workbench workbench;

  @Mixin HelpOption help;

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "All that are defined if left out.")
  List<String> names = List.of();

  public DeployMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public List<Completion> candidates(String label, Session session) {
    return switch (label) {
      case "NAME" -> Candidates.defined(workbench);
      default -> List.of();
    };
  }

  @Override
  public Object run(MagicCall call) {
    List<Action> actions =
        names.isEmpty() ? workbench.actions() : names.stream().map(this::defined).toList();
    if (actions.isEmpty()) {
      throw new MagicException(
          "There is nothing to deploy: define an action in a cell that begins with %%action NAME.");
    }
    for (Action action : actions) {
      try {
        call.output().stream(StreamName.STDOUT, workbench.whisk().deploy(action) + "\n");
      } catch (WhiskException e) {
        throw new MagicException(e.getMessage(), e);
      }
    }
    return null;
  }

  private Action defined(String name) {
    return workbench
        .action(name)
        .orElseThrow(
            () ->
                new MagicException(
                    "%whisk deploy " + name + ": no cell defines an action of this name."));
  }
}
