package dev.whiskbook.kernel.repl;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * The colours of prompts, and whether there are any. They are those of the palette that each
 * terminal's theme makes readable.
 *
 * @param colours false where {@code NO_COLOR} is set, or the terminal has none
 */
record Style(boolean colours) {

  /** The prompt of a cell; JLine takes it as text with ANSI sequences. */
  String prompt(int count) {
    return coloured("In [" + count + "]: ", AttributedStyle.GREEN);
  }

  /** What stands before the lines of a cell after its first: as wide as the prompt. */
  static String secondaryPrompt() {
    return "%P...: ";
  }

  /** What stands before a result. */
  String result(int count) {
    return coloured("Out[" + count + "]: ", AttributedStyle.RED);
  }

  /** A text that may have colours, as this style has it. */
  String shown(String text) {
    return colours ? text : AttributedString.stripAnsi(text);
  }

  private String coloured(String text, int colour) {
    return colours
        ? new AttributedStringBuilder()
            .styled(AttributedStyle.DEFAULT.foreground(colour), text)
            .toAnsi()
        : text;
  }
}
