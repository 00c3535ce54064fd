package dev.whiskbook.magics.command;

import dev.whiskbook.magics.Targets;
import dev.whiskbook.magics.Workbench;
import picocli.CommandLine.Command;

/** {@code %whisk target remove}. */
@Command(
    description = "Forgets a named target and its key.",
    footer = {"", "Java: workbench.targets().profiles().remove(name)"})
final class TargetRemoveMagic extends NamedTargetMagic {

  TargetRemoveMagic(Workbench workbench) {
    super(workbench);
  }

  @Override
  String done(Targets targets) {
    if (!targets.profiles().remove(name)) {
      targets.named(name); // says which there are
    }
    return "%s is forgotten.".formatted(name);
  }
}
