package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.WhiskException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code %whisk status}: asks the target. */
@Command(
    description = "Whether the target is an OpenWhisk that takes our key, and what it allows.",
    footer = {"", "Java: ServerStatus status = whisk.status()"})
public final class StatusMagic implements Magic {

  private final Workbench workbench;

  @Mixin HelpOption help;

  public StatusMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public Object run(MagicCall call) {
    try {
      return workbench.whisk().status();
    } catch (WhiskException e) {
      throw new MagicException(e.getMessage(), e);
    }
  }
}
