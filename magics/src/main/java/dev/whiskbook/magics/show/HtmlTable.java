package dev.whiskbook.magics.show;

import dev.whiskbook.kernel.MimeBundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Tablesaw table as a notebook shows it. The HTML takes its colours from the page, so that it is
 * readable in light and dark themes; cells are the texts that the columns' own formatters make.
 * Where scripts run, a click on a header sorts the rows; where they do not, the table is the same
 * without that.
 */
public final class HtmlTable {

  /** Rows shown; of a longer table the rest is counted. */
  public static final int ROWS_SHOWN = TableView.ROWS;

  /** Characters of rows that are not shown at once, for a script to sort and show; else none. */
  private static final int MORE_ROWS = 256 * 1024;

  /** A text of so many characters is not broken, nor is a status from its colour. */
  private static final int ONE_LINE = 40;

  /** A column of more different words has no states of things, whatever its name. */
  private static final int MOST_STATUSES = 50;

  private static final String SCRIPT = resource("table.js");

  private HtmlTable() {}

  /** The table as text and as HTML. */
  public static MimeBundle render(Table table) {
    return MimeBundle.text(TextTable.of(new TableView(table)))
        .with(MimeBundle.TEXT_HTML, html(table));
  }

  /** The table as an HTML element, numbers to the right, everything escaped. */
  public static String html(Table table) {
    TableView view = new TableView(table);
    StringBuilder html =
        new StringBuilder("<div class=\"whiskbook-table\" style=\"overflow-x:auto\">");
    html.append("<table class=\"dataframe\" style=\"font-variant-numeric:tabular-nums\">");
    if (!view.name().isEmpty()) {
      html.append("<caption style=\"text-align:left;white-space:nowrap\">")
          .append(escaped(view.name()))
          .append("</caption>");
    }
    html.append("\n<thead><tr>");
    view.columns().forEach(column -> header(html, column));
    html.append("</tr></thead>\n<tbody>\n");
    for (int row = 0; row < view.rows(); row++) {
      html.append("<tr>");
      for (Column<?> column : view.columns()) {
        cell(html, column, TableView.cell(column, row));
      }
      html.append("</tr>\n");
    }
    html.append("</tbody></table>");
    if (!view.cut().isEmpty()) {
      html.append("<p>").append(view.cut()).append("</p>");
    }
    if (view.rows() > 1) {
      html.append("<script>(")
          .append(SCRIPT)
          .append(")(")
          .append(rows(table, view))
          .append(", ")
          .append(colours(view))
          .append(")</script>");
    }
    return html.append("</div>").toString();
  }

  /** Text with the characters that mean something in HTML replaced. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static void header(StringBuilder html, Column<?> column) {
    String[] name = TableView.nameAndUnit(column);
    html.append("<th scope=\"col\" style=\"text-align:")
        .append(TableView.isNumber(column) ? "right" : "left")
        .append("\">")
        .append(escaped(name[0]));
    if (!name[1].isEmpty()) {
      html.append(" <span style=\"font-weight:normal;opacity:0.7\">")
          .append(escaped(name[1]))
          .append("</span>");
    }
    html.append("</th>");
  }

  private static void cell(StringBuilder html, Column<?> column, String text) {
    String align = TableView.isNumber(column) ? "right" : "left";
    String wrap = text.length() <= ONE_LINE ? ";white-space:nowrap" : "";
    html.append("<td style=\"text-align:").append(align).append(wrap).append("\">");
    if (TableView.isStatus(column) && !text.isEmpty()) {
      html.append("<span style=\"color:").append(StatusColours.of(text)).append("\">●</span> ");
    }
    html.append(escaped(text)).append("</td>");
  }

  /** All rows that are shown, for the script; null if these are too many: it sorts those shown. */
  private static String rows(Table table, TableView view) {
    if (table.rowCount() <= view.rows()) {
      return "null";
    }
    ArrayNode rows = JsonMapper.shared().createArrayNode();
    long length = 0;
    for (int row = 0; row < table.rowCount(); row++) {
      ArrayNode cells = rows.addArray();
      for (Column<?> column : view.columns()) {
        String text = TableView.cell(column, row);
        length += text.length() + 3;
        cells.add(text);
      }
      if (length > MORE_ROWS) {
        return "null";
      }
    }
    return inScript(rows);
  }

  /** The colour of each status that there is. */
  private static String colours(TableView view) {
    ObjectNode colours = JsonMapper.shared().createObjectNode();
    view.columns().stream()
        .filter(TableView::isStatus)
        .flatMap(column -> column.unique().asList().stream())
        .limit(MOST_STATUSES)
        .forEach(status -> colours.put(status.toString(), StatusColours.of(status.toString())));
    return inScript(colours);
  }

  /** JSON that no text in it can end the script element. */
  private static String inScript(JsonNode json) {
    return json.toString().replace("<", "\\u003c").replace("\u2028", " ").replace("\u2029", " ");
  }

  private static String resource(String name) {
    try (InputStream in = HtmlTable.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
