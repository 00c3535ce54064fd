package dev.whiskbook.kernel;

import java.util.List;
import jdk.jshell.SourceCodeAnalysis.Documentation;

/** Signatures and Javadoc as text and HTML. */
final class InspectionText {

  private InspectionText() {}

  static MimeBundle of(List<Documentation> documentation, int detailLevel) {
    var text = new StringBuilder();
    var html = new StringBuilder();
    for (Documentation entry : documentation) {
      text.append(entry.signature()).append('\n');
      html.append("<pre><b>").append(escape(entry.signature())).append("</b></pre>\n");
      String javadoc = entry.javadoc();
      if (javadoc != null && !javadoc.isBlank()) {
        String shown = detailLevel > 0 ? javadoc.strip() : firstParagraph(javadoc);
        text.append(shown.replaceAll("(?m)^", "    ")).append('\n');
        html.append("<div>").append(shown).append("</div>\n");
      }
    }
    return MimeBundle.text(text.toString().stripTrailing())
        .with(MimeBundle.TEXT_HTML, html.toString());
  }

  private static String firstParagraph(String javadoc) {
    int end = javadoc.strip().indexOf("\n\n");
    return end < 0 ? javadoc.strip() : javadoc.strip().substring(0, end);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
