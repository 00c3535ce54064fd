package dev.whiskbook.kernel.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.CellRequest;
import dev.whiskbook.kernel.CellResult;
import dev.whiskbook.kernel.MimeBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The history")
class HistoryTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void file() {
    file = folder.resolve("state/history.jsonl");
  }

  private History open() {
    return new History(Optional.of(file));
  }

  private static void run(History history, int line, String code) {
    history.add(
        CellRequest.of(code),
        new CellResult.Success(line, Optional.of(MimeBundle.text("value of " + code))));
  }

  private static String all(History history) throws InterruptedException {
    return history.ask(
        all ->
            all.entries().stream()
                .map(e -> e.session() + "/" + e.line() + " " + e.source())
                .collect(Collectors.joining(", ")));
  }

  @Test
  void staysAfterTheSession() throws Exception {
    try (var first = open()) {
      run(first, 1, "int a;");
      run(first, 2, "a\n+ 1");
    }
    try (var second = open()) {
      assertEquals("1/1 int a;, 1/2 a\n+ 1", all(second));
      run(second, 1, "\"ü😀\"");
      assertEquals("1/1 int a;, 1/2 a\n+ 1, 2/1 \"ü😀\"", all(second));
    }
  }

  @Test
  void isForItsUserAlone() throws Exception {
    try (var history = open()) {
      run(history, 1, "secret");
    }
    try (var files = Files.list(file.getParent())) {
      for (Path made : files.toList()) {
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
      }
    }
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
  }

  @Test
  void isSharedByKernelsThatRunAtOnce() throws Exception {
    var kernels = new ArrayList<History>();
    for (int k = 0; k < 4; k++) {
      kernels.add(open());
    }
    for (int line = 1; line <= 100; line++) {
      for (History history : kernels) {
        run(history, line, "cell " + line);
      }
    }
    kernels.forEach(History::close);
    List<HistoryEntry> entries = new HistoryFile(file).read();
    assertEquals(400, entries.size());
    for (int session = 1; session <= 4; session++) {
      int number = session;
      assertEquals(100, entries.stream().filter(e -> e.session() == number).count());
    }
  }

  @Test
  void passesOverWhatIsBroken() throws Exception {
    Files.createDirectories(file.getParent());
    Files.write(
        file,
        "{\"session\":7,\"line\":1,\"source\":\"kept\"}\nnonsense\n{\"session\":\"x\"}\n\u0000\n{\"sess"
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    try (var history = open()) {
      run(history, 1, "new");
      assertEquals("7/1 kept, 8/1 new", all(history));
    }
    assertEquals(2, new HistoryFile(file).read().size());
  }

  @Test
  void goesOnInMemoryWhereTheFileCannotBeUsed() throws Exception {
    Files.createDirectories(file); // a folder, where a file should be
    try (var history = open()) {
      run(history, 1, "first");
      run(history, 2, "second");
      assertTrue(all(history).endsWith("1 first, 0/2 second"), all(history));
    }
  }

  @Test
  void dropsItsOlderHalfWhenItIsTooLong() throws Exception {
    Files.createDirectories(file.getParent());
    var bounded = new HistoryFile(file, 1000);
    for (int line = 1; line <= 100; line++) {
      bounded.append(line, "cell " + line);
    }
    List<HistoryEntry> entries = bounded.read();
    assertTrue(Files.size(file) <= 1000);
    assertEquals(100, entries.getLast().line());
    assertTrue(entries.size() > 5);
  }

  @Test
  void findsByGlob() {
    assertTrue(new Glob("*").matches(""));
    assertTrue(new Glob("a*c?e*").matches("abbcde"));
    assertTrue(new Glob("*\n*").matches("a\nb"));
    assertTrue(!new Glob("a*c").matches("abcd"));
    assertTrue(!new Glob("*a*a*a*a*a*a*a*a*b").matches("a".repeat(5_000)));
  }
}
