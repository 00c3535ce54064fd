package dev.whiskbook.kernel.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The loop in a terminal")
class ReplTest {

  @TempDir Path folder;
  private int exitCode;

  @Test
  @DisplayName("shows results with their numbers, and keeps variables")
  void results() throws IOException {
    String shown = type("int x = 41;", "x + 1");
    assertTrue(shown.contains("Out[2]: 42"), shown);
    assertEquals(0, exitCode);
  }

  @Test
  @DisplayName("reads on until a cell is whole")
  void severalLines() throws IOException {
    String shown = type("int twice(int n) {", "return 2 * n;", "}", "twice(21)");
    assertTrue(shown.contains("Out[2]: 42"), shown);
  }

  @Test
  @DisplayName("shows what cells print, and begins the prompt on a line of its own")
  void output() throws IOException {
    String shown = type("System.out.print(\"no end\");", "1");
    assertTrue(shown.contains("no end\nIn [2]: "), shown);
  }

  @Test
  @DisplayName("says why a cell failed and where, and goes on")
  void errors() throws IOException {
    String shown = type("int zero = 0;", "1 / zero", "40 + 2");
    assertTrue(shown.contains("ArithmeticException: / by zero"), shown);
    assertTrue(shown.contains("in cell 2, line 1"), shown);
    assertTrue(shown.contains("Out[3]: 42"), shown);
  }

  @Test
  @DisplayName("lets cells read lines")
  void input() throws IOException {
    String shown =
        type("String name = new java.util.Scanner(System.in).nextLine();", "Ada", "name.length()");
    assertTrue(shown.contains("Out[2]: 3"), shown);
  }

  @Test
  @DisplayName("ends with /exit, with the end of its input, and with what a cell says")
  void exits() throws IOException {
    assertFalse(type("/exit", "1 + 1").contains("Out"));
    assertEquals(0, exitCode);
    assertFalse(type("System.exit(3);", "1 + 1").contains("Out"));
    assertEquals(3, exitCode);
  }

  @Test
  @DisplayName("keeps what was typed in a file that only its owner reads")
  void history() throws IOException {
    type("int kept = 7;", " int secret = 8;");
    Path file = folder.resolve("state/history");
    assertTrue(Files.readString(file).contains("int kept = 7;"));
    assertFalse(Files.readString(file).contains("secret"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  @DisplayName("has no colours where they are not wanted")
  void colours() throws IOException {
    String shown = type("int zero = 0;", "1 / zero");
    assertEquals(AttributedString.stripAnsi(shown), shown);
  }

  /** What a session with these lines shows. */
  private String type(String... lines) throws IOException {
    var in =
        new ByteArrayInputStream(
            (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    var out = new ByteArrayOutputStream();
    try (Terminal terminal =
        new DumbTerminal("test", Terminal.TYPE_DUMB, in, out, StandardCharsets.UTF_8)) {
      terminal.setSize(Size.of(80, 24));
      exitCode =
          Repl.run(() -> Session.builder().open(), terminal, true, folder.resolve("state/history"));
    }
    return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
