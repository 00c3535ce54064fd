package dev.whiskbook.magics.show;

import dev.whiskbook.kernel.MimeBundle;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A Tablesaw table as a notebook shows it. The HTML takes its colours from the page, so that it is
 * readable in light and dark themes; cells are the texts that the columns' own formatters make.
 */
public final class HtmlTable {

  /** Rows shown; of a longer table the rest is counted. */
  public static final int ROWS_SHOWN = 50;

  private HtmlTable() {}

  /** The table as text and as HTML. */
  public static MimeBundle render(Table table) {
    return MimeBundle.text(table.print(ROWS_SHOWN).stripTrailing())
        .with(MimeBundle.TEXT_HTML, html(table));
  }

  /** The table as an HTML element, numbers to the right, everything escaped. */
  public static String html(Table table) {
    int rows = Math.min(table.rowCount(), ROWS_SHOWN);
    StringBuilder html = new StringBuilder("<table class=\"dataframe\">");
    if (table.name() != null && !table.name().isBlank()) {
      html.append("<caption>").append(escaped(table.name())).append("</caption>");
    }
    html.append("\n<thead><tr>");
    for (Column<?> column : table.columns()) {
      cell(html, "th scope=\"col\"", column, column.name());
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (int row = 0; row < rows; row++) {
      html.append("<tr>");
      for (Column<?> column : table.columns()) {
        cell(html, "td", column, column.getString(row));
      }
      html.append("</tr>\n");
    }
    html.append("</tbody></table>");
    if (rows < table.rowCount()) {
      html.append("<p>The first %,d of %,d rows.</p>".formatted(rows, table.rowCount()));
    }
    return html.toString();
  }

  /** Text with the characters that mean something in HTML replaced. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static void cell(StringBuilder html, String tag, Column<?> column, String text) {
    boolean number = column instanceof NumericColumn && !(column instanceof BooleanColumn);
    html.append('<').append(tag).append(" style=\"text-align:").append(number ? "right" : "left");
    html.append("\">").append(escaped(text)).append("</").append(tag, 0, 2).append('>');
  }
}
