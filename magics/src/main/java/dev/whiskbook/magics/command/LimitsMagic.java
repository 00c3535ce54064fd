package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.WhiskException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code %whisk limits}: asks the target. */
@Command(
    description = "What the target allows our namespace.",
    footer = {"", "Java: Limits limits = whisk.limits()"})
public final class LimitsMagic implements Magic {

  private final Workbench workbench;

  @Mixin HelpOption help;

  public LimitsMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public Object run(MagicCall call) {
    try {
      return workbench.whisk().limits();
    } catch (WhiskException e) {
      throw new MagicException(e.getMessage(), e);
    }
  }
}
