package dev.whiskbook.kernel.magic.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.CellRequest;
import dev.whiskbook.kernel.CellResult;
import dev.whiskbook.kernel.RecordedOutput;
import dev.whiskbook.kernel.TestSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The shell in cells")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class ShellMagicsTest {

  @TempDir static Path folder;
  private TestSession cells;

  @BeforeAll
  void open() {
    cells = new TestSession();
  }

  @AfterAll
  void close() {
    cells.close();
  }

  @Test
  void aCommandPrintsIntoTheCell() {
    assertEquals("hello\n", cells.printed("!echo hello"));
    assertEquals("1\n2\n", cells.printed("int before = 1;\n!echo 1; echo 2"));
  }

  @Test
  void javasValuesAreReplacedAndTheShellsOwnAreLeft() {
    cells.execute("int n = 6; String who = \"you\";");
    assertEquals("6 42 you\n", cells.printed("!echo $n {n * 7} $who"));
    assertEquals(System.getenv("HOME") + "\n", cells.printed("!echo $HOME"));
    assertEquals("$n {n}\n", cells.printed("!echo '$n {n}'"));
    assertEquals("1 2 3\n", cells.printed("!echo {1..3}"));
    assertEquals("b\n", cells.printed("!echo a b | awk '{print $2}'"));
  }

  @Test
  void anExitCodeIsSaid() {
    cells.execute("!exit 3");
    assertEquals("(exit code 3)\n", cells.output().stderr());
    assertEquals("The script ended with exit code 4.", cells.error("%%bash\necho one\nexit 4"));
    assertEquals("one\n", cells.output().stdout());
  }

  @Test
  void theLinesOfACommandAreAListInJava() {
    assertEquals("[a, b]", cells.value("var lines = !printf 'a\\nb\\n'\nlines"));
    assertEquals("true", cells.value("List<String> all = !echo x\nall.equals(List.of(\"x\"))"));
  }

  @Test
  void javasNegationIsNoCommand() {
    cells.execute("boolean yes = true; var list = new ArrayList<String>();");
    assertEquals("false", cells.value("boolean no = !yes;\nno"));
    assertEquals("false", cells.value("boolean some = !list.isEmpty();\nsome"));
    assertEquals("false", cells.value("yes\n  != true"));
  }

  @Test
  void aScriptHasItsArgumentsAndItsOwnVariables() {
    cells.execute("int i = 99; int k = 5;");
    assertEquals(
        "5 0 1\n", cells.printed("%%bash\necho $k $(for i in 0 1; do echo -n \"$i \"; done)"));
    assertEquals("first 10\n", cells.printed("%%bash first {k * 2}\necho \"$1 $2\""));
    assertEquals("sh\n", cells.printed("%%sh\necho $0"));
  }

  @Test
  void anInterruptEndsTheCommandAndItsChildren() throws Exception {
    Path pids = folder.resolve("pids");
    var output = new RecordedOutput();
    String script = "%%bash\nsleep 1000 &\necho $! > " + pids + "\necho started\nwait\n";
    var running =
        CompletableFuture.supplyAsync(
            () -> cells.session().execute(CellRequest.of(script), output));
    output.awaitText();
    cells.session().interrupt();
    var failure =
        assertInstanceOf(CellResult.Failure.class, running.get(200, TimeUnit.SECONDS)).error();
    assertEquals("Interrupted", failure.ename());
    long child = Long.parseLong(Files.readString(pids).strip());
    ProcessHandle.of(child)
        .ifPresent(handle -> handle.onExit().orTimeout(200, TimeUnit.SECONDS).join());
    assertFalse(ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false));
  }

  @Test
  void theFolderAndTheEnvironmentStay() {
    assertEquals(folder.toString(), cells.value("%cd " + folder));
    assertEquals(folder + "\n", cells.printed("!pwd"));
    cells.execute("%env COLOUR=blue sky");
    assertEquals("blue sky\n", cells.printed("!echo $COLOUR"));
    assertEquals("blue sky", cells.value("%env COLOUR"));
    assertTrue(
        cells.error("%env NO_SUCH_VARIABLE").contains("%env NO_SUCH_VARIABLE=VALUE sets it"));
    assertTrue(cells.error("%cd nowhere").startsWith("There is no folder"));
  }

  @Test
  void aCellIsWrittenToAFile() throws Exception {
    cells.execute("%cd " + folder);
    assertEquals(
        "Wrote " + folder.resolve("a.txt") + "\n", cells.printed("%%writefile a.txt\nx = 1"));
    cells.execute("%%file -a a.txt\ny = 2");
    assertEquals("x = 1\ny = 2\n", Files.readString(folder.resolve("a.txt")));
    assertTrue(cells.error("%%writefile no/such/folder.txt\nx").contains("does its folder exist"));
  }
}
