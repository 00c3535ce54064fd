package dev.whiskbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.startup.StartupSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("By the environment a session")
class StartupTest {

  @TempDir Path folder;

  private final RecordedOutput output = new RecordedOutput();

  private Session open(Map<String, String> environment) {
    return Session.builder().environment(StartupSettings.from(environment, folder)).open();
  }

  private String value(Session session, String code) {
    CellResult result = session.execute(CellRequest.of(code), output);
    return assertInstanceOf(CellResult.Success.class, result, result::toString)
        .value()
        .orElseThrow()
        .plainText();
  }

  @Test
  @DisplayName("runs scripts before its first cell, files first")
  void scripts() throws Exception {
    Files.writeString(folder.resolve("a.jshell"), "int a = 1;");
    Files.writeString(folder.resolve("b.jshell"), "int b = a + 1;");
    try (Session session =
        open(
            Map.of(
                "IJAVA_STARTUP_SCRIPTS_PATH", "*.jshell",
                "IJAVA_STARTUP_SCRIPT", "int c = b + 1;"))) {
      assertEquals("3", value(session, "c"));
      assertEquals("3", value(session, "c"), "once");
      assertEquals("", output.stderr());
    }
  }

  @Test
  @DisplayName("says what is wrong with a script in the first cell, which runs all the same")
  void failingScript() {
    try (Session session = open(Map.of("JJAVA_STARTUP_SCRIPT", "int x = 1;\nint y = nosuch;"))) {
      assertEquals("1", value(session, "x"));
      assertTrue(output.stderr().contains("JJAVA_STARTUP_SCRIPT failed"), output.stderr());
      assertTrue(output.stderr().contains("nosuch"), output.stderr());
    }
  }

  @Test
  @DisplayName("has jars on its class path, and says which are not there")
  void classPath() throws Exception {
    new TestJar()
        .with("mine.A", "public class A { public static int one = 1; }")
        .write(folder.resolve("a.jar"));
    try (Session session = open(Map.of("WHISKBOOK_CLASSPATH", "*.jar:none/*.jar"))) {
      assertEquals("1", value(session, "mine.A.one"));
      assertTrue(output.stderr().contains("there is nothing at none/*.jar"), output.stderr());
    }
  }

  @Test
  @DisplayName("compiles with options")
  void compilerOptions() {
    try (Session session = open(Map.of("JJAVA_COMPILER_OPTS", "-parameters -nowarn"))) {
      session.execute(CellRequest.of("class P { void m(int named) {} }"), output);
      assertEquals(
          "named", value(session, "P.class.getDeclaredMethods()[0].getParameters()[0].getName()"));
    }
  }

  @Test
  @DisplayName("interrupts cells that take too long")
  void timeout() {
    try (Session session = open(Map.of("IJAVA_TIMEOUT", "200"))) {
      CellResult result = session.execute(CellRequest.of("while (true) {}"), output);
      assertEquals(
          "Interrupted", assertInstanceOf(CellResult.Failure.class, result).error().ename());
      assertTrue(output.stderr().contains("longer than 200 ms"), output.stderr());
    }
  }

  @Test
  @DisplayName("takes our own variables before those of other kernels")
  void order() {
    var settings =
        StartupSettings.from(
            Map.of(
                "IJAVA_TIMEOUT", "1",
                "JJAVA_TIMEOUT", "2 SECONDS",
                "WHISKBOOK_TIMEOUT", "3 minutes"),
            folder);
    assertEquals(Optional.of(Duration.ofMinutes(3)), settings.timeout());
    var wrong = StartupSettings.from(Map.of("JJAVA_TIMEOUT", "soon"), folder);
    assertEquals(List.of(), wrong.scripts());
    assertTrue(wrong.notes().getFirst().contains("30 SECONDS"), wrong.notes().toString());
    assertTrue(StartupSettings.from(Map.of("JJAVA_TIMEOUT", "-1"), folder).timeout().isEmpty());
  }
}
