package dev.whiskbook.kernel.magic.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.TestJar;
import dev.whiskbook.kernel.TestSession;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Magics about the session")
@Timeout(300)
class SessionMagicsTest {

  @TempDir Path folder;
  private TestSession cells;

  @BeforeEach
  void open() {
    cells = new TestSession();
  }

  @AfterEach
  void close() {
    cells.close();
  }

  @Test
  void whatIsDeclaredIsListed() {
    cells.execute("int n = 5; String twice(int k) { return \"\" + 2 * k; } record P(int x) {}");
    assertTrue(cells.printed("/vars").contains("int n = 5\n"));
    assertTrue(cells.printed("%who").contains("int n = 5\n"));
    assertEquals("String twice(int)\n", cells.printed("/methods"));
    assertEquals("record P\n", cells.printed("/types"));
    assertTrue(cells.printed("/imports").contains("import java.util.*"));
    assertTrue(cells.printed("/list").contains("record P(int x) {}"));
    cells.execute("/drop n");
    assertFalse(cells.printed("/vars").contains("int n"));
    assertTrue(cells.error("/drop nothing").startsWith("Nothing here is named nothing"));
  }

  @Test
  void aLineOfJavaThatBeginsWithASlashIsJava() {
    assertEquals("5", cells.value("int list = 2;\nint half = 10\n/list;\nhalf"));
  }

  @Test
  void jshellItselfIsAtHand() {
    cells.execute("int n = 5;");
    assertEquals("n", cells.value("jshell().variables().findFirst().get().name()"));
  }

  @Test
  void codeAndMagicsAreCalledFromJava() {
    cells.execute("int n = 5;");
    assertEquals("8", cells.value("(int) eval(\"n + 1\") + 2"));
    assertEquals(
        "true", cells.value("String here = lineMagic(\"pwd\", List.of());\nhere.length() > 1"));
    assertEquals("hello\n", cells.printed("cellMagic(\"bash\", List.of(), \"echo hello\");"));
    assertTrue(
        cells.error("lineMagic(\"nothing\", List.of());").contains("There is no magic %nothing"));
  }

  @Test
  void timeIsSaidAndTheValueStays() {
    assertEquals("4", cells.value("%time 2 + 2"));
    assertTrue(cells.output().stdout().startsWith("Wall time: "));
    assertEquals("7", cells.value("%%time\nint a = 3;\na + 4"));
    assertTrue(cells.error("%%time\nint b = 3;\nthrow new Exception(\"no\");").contains("no"));
    assertTrue(cells.output().stdout().startsWith("Wall time: "));
  }

  @Test
  void scriptsAndNotebooksAreLoaded() throws Exception {
    Files.writeString(
        folder.resolve("init.jshell"), "String ping() { return \"pong!\"; }\n%env A=b\n");
    Files.writeString(
        folder.resolve("other.ipynb"),
        """
        {"cells": [
          {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# no code"},
          {"cell_type": "code", "id": "b", "metadata": {}, "outputs": [], "execution_count": null,
           "source": ["int x = 20;\\n", "x + 1"]},
          {"cell_type": "code", "id": "c", "metadata": {}, "outputs": [], "execution_count": null,
           "source": "x * 2"}],
         "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """);
    cells.execute("%cd " + folder);
    cells.execute("%load init");
    assertEquals("pong!", cells.value("ping()"));
    assertEquals("b", cells.value("%env A"));
    assertEquals("40", cells.value("%run other.ipynb"));
    assertTrue(cells.error("%load nothing").contains(".jshell .jsh .java .ipynb"));
    Files.writeString(folder.resolve("bad.jsh"), "int y = 1;\nint z = \"text\";\n");
    cells.execute("%load bad.jsh");
    assertTrue(
        cells.output().stderr().contains("The error below is in " + folder.resolve("bad.jsh")));
  }

  @Test
  void jarsAreAddedByGlobs() throws Exception {
    new TestJar()
        .with("mine.A", "public class A { public static int a = 1; }")
        .write(folder.resolve("a-1.jar"));
    new TestJar()
        .with("mine.B", "public class B { public static int b = 2; }")
        .write(folder.resolve("b-1.jar"));
    Files.createDirectories(folder.resolve("classes"));
    cells.execute("%cd " + folder);
    assertEquals(
        "[" + folder.resolve("a-1.jar") + "]",
        cells.value("List<String> added = %jars a*.jar\nadded"));
    assertEquals("1", cells.value("mine.A.a"));
    assertEquals("[" + folder.resolve("b-1.jar") + "]", cells.value("%jars *.jar"));
    assertEquals("3", cells.value("mine.A.a + mine.B.b"));
    cells.execute("%classpath classes");
    assertTrue(cells.value("%classpath").contains(folder.resolve("classes").toString()));
    assertTrue(cells.error("%jars nothing*.jar").contains("There is no jar nothing*.jar"));
    Files.writeString(folder.resolve("text.jar"), "no jar");
    assertTrue(cells.error("%jars text.jar").contains("is no jar"));
  }

  @Test
  void magicsSayWhatTheyAre() {
    String all = cells.printed("%lsmagic");
    assertTrue(all.contains("%jars"));
    assertTrue(all.contains("%%bash"));
    assertTrue(cells.printed("%jars --help").contains("lineMagic(\"jars\""));
    assertTrue(cells.printed("%time --help").contains("Java:"));
    assertTrue(cells.printed("/help").contains("/vars"));
  }
}
