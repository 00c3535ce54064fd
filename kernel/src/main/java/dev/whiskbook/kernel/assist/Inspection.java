package dev.whiskbook.kernel.assist;

import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.javadoc.Javadoc;
import java.util.List;
import java.util.Optional;

/** What is shown about a name: one or several declarations, as HTML, Markdown and plain text. */
record Inspection(List<Item> items, Optional<String> note) {

  /**
   * One declaration.
   *
   * @param declaration on one line
   * @param source in Java, where it is to be shown
   */
  record Item(String declaration, Optional<Javadoc> javadoc, Optional<String> source) {}

  MimeBundle bundle() {
    var text = new StringBuilder();
    var markdown = new StringBuilder();
    var html = new StringBuilder();
    for (Item item : items) {
      text.append(item.declaration()).append('\n');
      markdown.append("```java\n").append(item.declaration()).append("\n```\n\n");
      html.append("<pre><b>").append(escaped(item.declaration())).append("</b></pre>\n");
      item.javadoc()
          .ifPresent(
              javadoc -> {
                text.append('\n').append(javadoc.text().indent(4));
                markdown.append(javadoc.markdown()).append("\n\n");
                html.append("<div>").append(javadoc.html()).append("</div>\n");
              });
      item.source()
          .ifPresent(
              source -> {
                text.append('\n').append(source.indent(4));
                markdown.append("```java\n").append(source.strip()).append("\n```\n\n");
                html.append("<pre>").append(escaped(source.strip())).append("</pre>\n");
              });
      text.append('\n');
    }
    note.ifPresent(
        sentence -> {
          text.append(sentence).append('\n');
          markdown.append('*').append(sentence).append("*\n");
          html.append("<p><small>").append(escaped(sentence)).append("</small></p>\n");
        });
    return MimeBundle.text(text.toString().strip())
        .with(MimeBundle.TEXT_MARKDOWN, markdown.toString().strip())
        .with(MimeBundle.TEXT_HTML, html.toString());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
