package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;

/** The JavaScript under a cell magic. */
final class JsCell {

  private JsCell() {}

  /**
   * The source, with blank lines before it so that its lines have the numbers of the cell.
   *
   * @throws MagicException if there is none
   */
  static String source(MagicCall call) {
    if (call.body().isBlank()) {
      throw new MagicException(
          "The cell has no code: write a JavaScript function under the magic.");
    }
    return "\n".repeat(call.line()) + call.body();
  }
}
