package dev.whiskbook.kernel.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The colours of code")
class JavaHighlighterTest {

  @Test
  @DisplayName("leave its text as it is, whole or not")
  void text() {
    for (String code :
        new String[] {
          "int x = 5; // five",
          "String s = \"unfinished",
          "\"\"\"\n  text \"block",
          "/* open",
          "Run r = %fanout 16",
          "%%action pi\nfunction main() { return 'it' }",
          "!ls | wc",
          "char c = '\\'';",
          "😀 = \"😀\"",
          "\"" + "long ".repeat(20_000)
        }) {
      assertEquals(code, JavaHighlighter.highlight(code).toString());
    }
  }

  @Test
  @DisplayName("are those of keywords, literals and magics, and not of their look-alikes")
  void tokens() {
    assertEquals(blue(), colourOf("int", "int integer = 5;"));
    assertEquals(none(), colourOf("integer", "int integer = 5;"));
    assertEquals(green(), colourOf("//no", "\"//no\""));
    assertEquals(magenta(), colourOf("%time", "%time 1 + 1"));
    assertEquals(none(), colourOf("%", "a %b"));
    assertEquals(none(), colourOf("return", "%%action x\n  return 1"));
  }

  private static AttributedStyle blue() {
    return AttributedStyle.DEFAULT.foreground(AttributedStyle.BLUE).bold();
  }

  private static AttributedStyle green() {
    return AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
  }

  private static AttributedStyle magenta() {
    return AttributedStyle.DEFAULT.foreground(AttributedStyle.MAGENTA);
  }

  private static AttributedStyle none() {
    return AttributedStyle.DEFAULT;
  }

  private static AttributedStyle colourOf(String part, String code) {
    return JavaHighlighter.highlight(code).styleAt(code.indexOf(part));
  }
}
