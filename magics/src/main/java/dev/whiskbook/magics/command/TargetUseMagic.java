package dev.whiskbook.magics.command;

import dev.whiskbook.magics.Targets;
import dev.whiskbook.magics.Workbench;
import picocli.CommandLine.Command;

/** {@code %whisk target use}. */
@Command(
    description =
        "Makes a named target, embedded, or wskprops the one that this notebook talks to.",
    footer = {"", "Java: workbench.targets().use(workbench.targets().named(name))"})
final class TargetUseMagic extends NamedTargetMagic {

  TargetUseMagic(Workbench workbench) {
    super(workbench);
  }

  @Override
  String done(Targets targets) {
    targets.use(name);
    return targets.get().toString();
  }
}
