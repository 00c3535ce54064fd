package dev.whiskbook.magics.experiment;

import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.magics.show.HtmlTable;
import java.util.Arrays;
import java.util.stream.Collectors;
import tech.tablesaw.api.Table;

/** Tables, and sentences under them. */
final class Report {

  private Report() {}

  static MimeBundle of(String words, Table... tables) {
    String text =
        Arrays.stream(tables)
            .map(t -> HtmlTable.render(t).plainText())
            .collect(Collectors.joining("\n\n"));
    String html = Arrays.stream(tables).map(HtmlTable::html).collect(Collectors.joining("\n"));
    String paragraphs =
        words
            .lines()
            .map(line -> "<p>" + HtmlTable.escaped(line) + "</p>")
            .collect(Collectors.joining("\n"));
    return MimeBundle.text(text + "\n\n" + words)
        .with(MimeBundle.TEXT_HTML, html + "\n" + paragraphs);
  }

  /** To so many digits after the point; NaN for what is no number, which tables show as nothing. */
  static double rounded(double value, int digits) {
    double scale = Math.pow(10, digits);
    return Double.isFinite(value) ? Math.rint(value * scale) / scale + 0.0 : Double.NaN; // no -0
  }

  /** To so many digits in all. */
  static double significant(double value, int digits) {
    if (!Double.isFinite(value) || value == 0) {
      return Double.isFinite(value) ? 0 : Double.NaN;
    }
    double scale = Math.pow(10, digits - 1 - Math.floor(Math.log10(Math.abs(value))));
    return Math.rint(value * scale) / scale;
  }
}
