package dev.whiskbook.kernel.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A script")
class ScriptTest {

  @Test
  @DisplayName("without marks is one cell, and its #! line is none of Java's")
  void oneCell() {
    Script script =
        Script.parse("#!/usr/bin/env -S whiskbook run\nint x = 1;\n%time\n\nint y = x;\n");
    assertEquals(1, script.cells().size());
    assertEquals("\nint x = 1;\n%time\n\nint y = x;\n\n", script.cells().getFirst());
  }

  @Test
  @DisplayName("is parted by // %% lines, and each cell keeps the script's line numbers")
  void marks() {
    Script script = Script.parse("int x = 1;\n// %% second\nx + 1\n//%%\nx + 2");
    assertEquals(3, script.cells().size());
    assertEquals("\n\nx + 1\n", script.cells().get(1));
    assertEquals("\n\n\n\nx + 2\n", script.cells().get(2));
  }

  @Test
  @DisplayName("does not run cells of text, nor cells of which nothing is left")
  void prose() {
    Script script = Script.parse("// %% [markdown]\n// # Title\n// %%\nint x = 1;\n// %%\n\n");
    assertEquals(1, script.cells().size());
    assertTrue(script.cells().getFirst().endsWith("int x = 1;\n"));
  }

  @Test
  @DisplayName("has a cell for each cell magic, up to the next mark")
  void cellMagics() {
    Script script = Script.parse("int n = 4;\n%%action pi\nfunction main() {}\n// %%\nn + 1\n");
    assertEquals(3, script.cells().size());
    assertEquals("\n%%action pi\nfunction main() {}\n", script.cells().get(1));
  }

  @Test
  @DisplayName("is not parted inside brackets, comments and text blocks")
  void insideJava() {
    String text = "String s = \"\"\"\n%%action\n// %%\n\"\"\";\n/*\n// %%\n*/\nint f() {\n// %%\n}";
    assertEquals(1, Script.parse(text).cells().size());
  }

  @Test
  @DisplayName("may come with a byte order mark, Windows line ends and a package")
  void foreignFiles() {
    Script script = Script.parse("\ufeffpackage a.b;\r\nint x = 1;\r\n");
    assertEquals("\nint x = 1;\n\n", script.cells().getFirst());
  }
}
