package dev.whiskbook.kernel;

import dev.whiskbook.kernel.magic.CellParser;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.kernel.magic.Magics;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code %pinfo NAME}, for which {@code NAME?} stands: shows what is known about a name. */
@Command(description = "Shows what is known about a name: NAME? or ?NAME, with its source NAME??.")
final class InfoMagic implements Magic {

  private final int detailLevel;

  @Parameters(paramLabel = "NAME", description = "Of a class, method, variable or magic.")
  String name;

  private InfoMagic(int detailLevel) {
    this.detailLevel = detailLevel;
  }

  /** This magic, which every session has, under its two names. */
  static Optional<Magics.Entry> entry(String name) {
    return switch (name) {
      case CellParser.INFO -> Optional.of(entry(name, 0));
      case CellParser.INFO_AND_SOURCE -> Optional.of(entry(name, 1));
      default -> Optional.empty();
    };
  }

  private static Magics.Entry entry(String name, int detailLevel) {
    return new Magics.Entry(
        Magics.Kind.LINE, name, Object.class, () -> new CommandLine(new InfoMagic(detailLevel)));
  }

  @Override
  public Object run(MagicCall call) {
    MimeBundle known =
        call.session()
            .describe(name, detailLevel)
            .orElseThrow(
                () ->
                    new MagicException(
                        "Nothing is known of '%s': no variable, method, class or magic has this name."
                            .formatted(name)));
    call.output().display(known, Optional.empty());
    return null;
  }
}
