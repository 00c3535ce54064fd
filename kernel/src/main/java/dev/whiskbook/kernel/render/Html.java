package dev.whiskbook.kernel.render;

import java.util.List;

/** HTML that takes its colours from the page, so that it is readable in light and dark themes. */
public final class Html {

  /** Characters of one table cell. */
  private static final int CELL_CHARS = 1_000;

  private Html() {}

  /** Text with the characters that mean something in HTML replaced. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /**
   * A table.
   *
   * @param head the names of its columns; none for a table without
   * @param rows its rows, a value for each column; numbers are set to the right
   * @param note what stands under it; empty for nothing
   */
  static String table(List<String> head, List<? extends List<?>> rows, String note) {
    var html = new StringBuilder("<table class=\"dataframe\">\n");
    if (!head.isEmpty()) {
      html.append("<thead><tr>");
      head.forEach(name -> html.append("<th scope=\"col\">").append(escape(name)).append("</th>"));
      html.append("</tr></thead>\n");
    }
    html.append("<tbody>\n");
    for (List<?> row : rows) {
      html.append("<tr>");
      row.forEach(value -> cell(html, value));
      html.append("</tr>\n");
    }
    html.append("</tbody></table>");
    if (!note.isEmpty()) {
      html.append("<p>").append(escape(note)).append("</p>");
    }
    return html.toString();
  }

  private static void cell(StringBuilder html, Object value) {
    String text = ValueText.of(value);
    String shown = text.length() > CELL_CHARS ? text.substring(0, CELL_CHARS) + "…" : text;
    html.append("<td style=\"text-align:")
        .append(value instanceof Number ? "right" : "left")
        .append("\">")
        .append(escape(shown))
        .append("</td>");
  }
}
