package dev.whiskbook.magics.command;

import dev.whiskbook.magics.Targets;
import dev.whiskbook.magics.Workbench;
import picocli.CommandLine.Command;

/** {@code %whisk target show}. */
@Command(
    description = "Shows a named target, without its key.",
    footer = {"", "Java: workbench.targets().named(name)"})
final class TargetShowMagic extends NamedTargetMagic {

  TargetShowMagic(Workbench workbench) {
    super(workbench);
  }

  @Override
  String done(Targets targets) {
    return targets.named(name).toString();
  }
}
