package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code %%html}, {@code %%markdown} and the like: shows the cell as what it is. */
@Command(
    description = "Shows the lines below as an output, as HTML, Markdown and so on.",
    footer = {"", "Java: display(html(text)), display(markdown(text)), display(latex(text)) …"})
final class ShowCellMagic implements Magic {

  private final String mimeType;

  @Mixin Help help;

  ShowCellMagic(String mimeType) {
    this.mimeType = mimeType;
  }

  @Override
  public Object run(MagicCall call) {
    MimeBundle bundle = MimeBundle.text(call.body()).with(mimeType, call.body());
    call.output().display(bundle, Optional.empty());
    return null;
  }
}
