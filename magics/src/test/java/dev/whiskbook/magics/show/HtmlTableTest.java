package dev.whiskbook.magics.show;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class HtmlTableTest {

  @Test
  void textOfTheUserIsEscapedInNameHeadersAndCells() {
    String html =
        HtmlTable.html(
            Table.create("<i>t</i>", StringColumn.create("<b>&\"", "<script>alert('x')</script>")));

    assertFalse(html.contains("<script>") || html.contains("<b>") || html.contains("<i>"), html);
    assertTrue(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"), html);
  }

  @Test
  void numbersStandToTheRightAndTextToTheLeft() {
    String html =
        HtmlTable.html(
            Table.create(
                "t",
                DoubleColumn.create("wait ms", 1.5),
                StringColumn.create("status", "success")));

    assertTrue(html.contains("<td style=\"text-align:right\">1.5</td>"), html);
    assertTrue(html.contains("<td style=\"text-align:left\">success</td>"), html);
    assertTrue(html.contains(">wait ms</th>"), html);
  }

  @Test
  void ofALongTableTheFirstRowsAreShownAndAllAreCounted() {
    Table thousand = Table.create("t", IntColumn.create("i", IntStream.range(0, 1_000).toArray()));

    String html = HtmlTable.html(thousand);

    assertEquals(HtmlTable.ROWS_SHOWN, html.split("<td", -1).length - 1);
    assertTrue(html.endsWith("<p>The first 50 of 1,000 rows.</p>"), html);
  }

  @Test
  void aTableWithoutRowsShowsItsColumns() {
    var bundle = HtmlTable.render(Table.create("t", IntColumn.create("i")));

    assertTrue(bundle.data().get("text/html").asString().contains(">i</th>"));
    assertTrue(bundle.plainText().contains("i"));
  }
}
