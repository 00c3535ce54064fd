package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.FirstSentence;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.Magics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code %lsmagic}: the magics that there are. */
@Command(
    description = "Shows the magics that there are, with a sentence about each.",
    footer = {"", "Java: session().magics()"})
final class LsMagicMagic implements Magic {

  @Mixin Help help;

  @Override
  public Object run(MagicCall call) {
    var lines = new StringBuilder();
    for (Magics.Kind kind : Magics.Kind.values()) {
      for (Magics.Entry entry : call.session().magics().all(kind)) {
        String percent = kind == Magics.Kind.CELL ? "%%" : "%";
        String sentence = FirstSentence.of(entry.command().get());
        lines.append("%-24s %s\n".formatted(percent + entry.name(), sentence));
      }
    }
    lines.append("\n%NAME --help says more about one. !COMMAND runs a command of the shell.\n");
    call.output().stream(StreamName.STDOUT, lines.toString());
    return null;
  }
}
