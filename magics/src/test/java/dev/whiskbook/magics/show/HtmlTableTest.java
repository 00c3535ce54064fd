package dev.whiskbook.magics.show;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
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

    assertFalse(
        html.contains("<script>alert") || html.contains("<b>") || html.contains("<i>"), html);
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

    assertTrue(html.contains("<td style=\"text-align:right;white-space:nowrap\">1.5</td>"), html);
    assertTrue(html.contains("</span> success</td>"), html);
    assertTrue(html.contains(">wait <span"), html);
    assertTrue(html.contains(">ms</span></th>"), "the unit stands apart from the name");
  }

  @Test
  void ofALongTableTheFirstRowsAreShownAndAllAreCounted() {
    Table thousand = Table.create("t", IntColumn.create("i", IntStream.range(0, 1_000).toArray()));

    String html = HtmlTable.html(thousand);

    assertEquals(HtmlTable.ROWS_SHOWN, html.split("<td", -1).length - 1);
    assertTrue(html.contains("<p>The first 50 of 1,000 rows.</p>"), html);
    assertTrue(html.contains("[\"999\"]"), "the others are there for the script to sort");
  }

  @Test
  void ofAVeryLongTableNoMoreThanWhatIsShownIsInTheOutput() {
    Table table = Table.create("t", IntColumn.create("i", IntStream.range(0, 200_000).toArray()));

    String html = HtmlTable.html(table);

    assertTrue(html.contains("<p>The first 50 of 200,000 rows.</p>"), html);
    assertTrue(html.length() < 20_000, () -> "" + html.length());
  }

  @Test
  void aCellOfTenMegabytesIsCutAndCounted() {
    Table table =
        Table.create("t", StringColumn.create("text", "é".repeat(10_000_000), "<b>".repeat(100)));

    var bundle = HtmlTable.render(table);

    String html = bundle.data().get("text/html").asString();
    assertTrue(html.contains("… (10,000,000 characters)"), html);
    assertTrue(html.length() + bundle.plainText().length() < 20_000, "both are short");
    assertFalse(html.contains("<b>"), html);
  }

  @Test
  void aTableOfManyColumnsShowsTheFirstAndCountsThem() {
    Table wide = Table.create("t");
    IntStream.range(0, 300).forEach(k -> wide.addColumns(IntColumn.create("c" + k, 1)));

    String html = HtmlTable.html(wide);

    assertEquals(40, html.split("<th ", -1).length - 1);
    assertTrue(html.contains("<p>The first 40 of 300 columns.</p>"), html);
  }

  @Test
  void aStatusHasAColourBesideItsWord() {
    String html =
        HtmlTable.html(Table.create("t", StringColumn.create("status", "success", "new")));

    assertTrue(html.contains("<span style=\"color:#009E73\">●</span> success</td>"), html);
    assertTrue(html.contains("<span style=\"color:#999999\">●</span> new</td>"), html);
  }

  @Test
  void textCannotEndTheScriptThatHoldsTheRows() {
    String evil = "</script><script>alert(1)</script>";
    Table table = Table.create("t", StringColumn.create("s", Collections.nCopies(60, evil)));

    assertFalse(HtmlTable.html(table).contains("</script><script>"));
  }

  @Test
  void theTextIsAlignedAndOfOneLineForEachRow() {
    String text =
        HtmlTable.render(
                Table.create(
                    "a table",
                    DoubleColumn.create("wait ms", 1.5, Double.NaN),
                    StringColumn.create("name", "two\nlines", "\u001b[31mred")))
            .plainText();

    assertEquals(
        """
        a table
        wait ms  name
        ──────────────────
            1.5  two⏎lines
                 �[31mred""",
        text);
  }

  @Test
  void inTextNoCellMovesWhatStandsBesideIt() {
    Table table =
        Table.create(
            StringColumn.create("text", "\u0007bell", "\u202eright to left", "\u2067too"),
            IntColumn.create("n", 1, 2, 3));

    String text = HtmlTable.render(table).plainText();

    assertTrue(text.contains("�bell") && text.contains("�right to left"), text);
    assertTrue(text.contains("�too"), text);
  }

  @Test
  void aTableWithoutRowsShowsItsColumns() {
    var bundle = HtmlTable.render(Table.create("t", IntColumn.create("i")));

    assertTrue(bundle.data().get("text/html").asString().contains(">i</th>"));
    assertTrue(bundle.plainText().contains("i"));
  }
}
