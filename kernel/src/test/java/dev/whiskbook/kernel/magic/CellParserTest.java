package dev.whiskbook.kernel.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CellParserTest {

  @Test
  void javaAndMagicsMayStandInAnyOrder() {
    assertEquals(
        List.of(
            new Segment.Java("int n = 4;\n", 1),
            new Segment.LineMagic("fanout", "n pi", Optional.empty(), 2),
            new Segment.Java("n + 1\n", 3)),
        CellParser.parse("int n = 4;\n  %fanout n pi\nn + 1"));
  }

  @Test
  void aMagicMayStandForAValue() {
    assertEquals(
        List.of(new Segment.LineMagic("fanout", "16 pi", Optional.of("Run small"), 1)),
        CellParser.parse("Run small = %fanout 16 pi;"));
    assertEquals(
        List.of(new Segment.LineMagic("x", "", Optional.of("Map<String, List<int[]>> m"), 1)),
        CellParser.parse("Map<String, List<int[]>> m = %x"));
    assertEquals(
        List.of(new Segment.LineMagic("x", "1", Optional.of("small"), 1)),
        CellParser.parse("small = %x 1"));
  }

  @Test
  void aCellMagicTakesAllTheLinesUnderIt() {
    assertEquals(
        List.of(
            new Segment.CellMagic(
                "action", "pi --memory 128", "function main() {\n  %notAMagic\n}", 2)),
        CellParser.parse("\n%%action pi --memory 128\nfunction main() {\n  %notAMagic\n}"));
  }

  @Test
  void percentSignsInsideJavaAreJava() {
    for (String java :
        List.of(
            "int r = (a\n%b);",
            "String s = \"\"\"\n%fanout 3\n\"\"\";",
            "/*\n%fanout 3\n*/ int i = 0;",
            "char c = '\"'; int m = 7\n % 3;",
            "String f = String.format(\"%d\", 3); // %x")) {
      assertEquals(List.of(new Segment.Java(java + "\n", 1)), CellParser.parse(java), java);
    }
  }

  @Test
  void aBackslashContinuesALineMagic() {
    assertEquals(
        List.of(
            new Segment.LineMagic("fanout", "64  --args half --seed 7", Optional.empty(), 1),
            new Segment.Java("int after;\n", 3)),
        CellParser.parse("%fanout 64 \\\n   --args half --seed 7\nint after;"));
  }

  @Test
  void aBlankCellHasNoParts() {
    assertEquals(List.of(), CellParser.parse(" \n\n"));
  }
}
