package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code %pwd}: the folder that shell commands and magics work in. */
@Command(
    description = "The folder in which shell commands run and from which paths in magics start.",
    footer = {"", "Java: String folder = lineMagic(\"pwd\", List.of())"})
final class PwdMagic implements Magic {

  private final Workplace workplace;

  @Mixin Help help;

  PwdMagic(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public String run(MagicCall call) {
    return workplace.folder().toString();
  }
}
