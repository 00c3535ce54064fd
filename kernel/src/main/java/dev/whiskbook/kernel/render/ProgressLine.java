package dev.whiskbook.kernel.render;

import dev.whiskbook.kernel.MimeBundle;

/** How far something is: a line of text, in HTML behind a bar. */
public final class ProgressLine {

  private ProgressLine() {}

  /**
   * The line.
   *
   * @param all how much there is to do; below 1 for no bar
   * @param below HTML that stands under the line; may be empty
   */
  public static MimeBundle of(String text, long done, long all, String below) {
    String label = Html.escape(text);
    String bar =
        all < 1
            ? ""
            : "<progress max=\"%d\" value=\"%d\" aria-label=\"%s\"></progress> "
                .formatted(all, done, label);
    return MimeBundle.text(text)
        .with(MimeBundle.TEXT_HTML, "<div>" + bar + label + below + "</div>");
  }
}
