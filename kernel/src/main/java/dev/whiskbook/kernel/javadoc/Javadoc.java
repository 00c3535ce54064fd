package dev.whiskbook.kernel.javadoc;

/**
 * A documentation comment, to be shown.
 *
 * @param html sanitised: no scripts, styles or pictures
 * @param markdown the same as CommonMark
 * @param text the same as plain text
 */
public record Javadoc(String html, String markdown, String text) {

  /** The documentation that is written in HTML. */
  static Javadoc ofHtml(String html) {
    var page = SafeHtml.of(html);
    return new Javadoc(
        page.body().html(), HtmlText.markdown(page.body()), HtmlText.plain(page.body()));
  }
}
