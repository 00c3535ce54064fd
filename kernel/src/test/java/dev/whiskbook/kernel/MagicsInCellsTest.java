package dev.whiskbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.kernel.magic.Magics;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class MagicsInCellsTest {

  @Command(name = "times", mixinStandardHelpOptions = true, description = "Multiplies.")
  static final class Times implements Magic {
    @Parameters(paramLabel = "N", description = "a number")
    int n;

    @Option(names = "--by", defaultValue = "2", description = "by how much")
    int by;

    @Override
    public Object run(MagicCall call) {
      if (n < 0) {
        throw new MagicException("N is " + n + ": it must not be negative.");
      }
      return n * by;
    }
  }

  @Command(name = "text")
  static final class Text implements Magic {
    @Override
    public Object run(MagicCall call) {
      return call.body().lines().count() + " lines from line " + (call.line() + 1);
    }
  }

  @Command(name = "wait")
  static final class Wait implements Magic {
    @Override
    public Object run(MagicCall call) throws InterruptedException {
      call.output().stream(StreamName.STDOUT, "waiting");
      new CountDownLatch(1).await();
      return null;
    }
  }

  @Command(name = "ask")
  static final class Ask implements Magic {
    @Parameters String expression;

    @Override
    public Object run(MagicCall call) throws EvaluationException {
      return call.session().evaluate(expression);
    }
  }

  private Session session;
  private RecordedOutput output;

  @BeforeAll
  void open() {
    var magics =
        new Magics()
            .line("times", Integer.class, Times::new)
            .line("wait", Object.class, Wait::new)
            .line("ask", Object.class, Ask::new)
            .cell("text", Text::new);
    session = Session.builder().magics(magics).open();
  }

  @AfterAll
  void close() {
    session.close();
  }

  private CellResult execute(String code) {
    output = new RecordedOutput();
    return session.execute(CellRequest.of(code), output);
  }

  private String value(String code) {
    CellResult result = execute(code);
    return assertInstanceOf(CellResult.Success.class, result, result::toString)
        .value()
        .orElseThrow()
        .plainText();
  }

  private CellError error(String code) {
    return assertInstanceOf(CellResult.Failure.class, execute(code)).error();
  }

  @Test
  void aMagicAtTheEndOfACellIsItsResult() {
    assertEquals("12", value("int k = 3;\n%times {k + 1} --by $k"));
  }

  @Test
  void aMagicGivesItsValueToAVariableOfAnyType() {
    assertEquals("10", value("var a = %times 5\na"));
    assertEquals("14.5", value("double b = %times 7\nb + 0.5"));
    assertEquals("java.lang.Integer", value("var c = %times 5\n((Object) c).getClass().getName()"));
  }

  @Test
  void aCellMagicSeesItsBody() {
    assertEquals("2 lines from line 2", value("%%text\none\ntwo"));
  }

  @Test
  void aMagicMayEvaluateJavaOfTheSession() {
    assertEquals("49", value("int square(int i) { return i * i; }\n%ask 'square(7)'"));
  }

  @Test
  void helpIsPrinted() {
    execute("%times --help");
    assertTrue(output.stdout().contains("%times"), output.stdout());
    assertTrue(output.stdout().contains("by how much"), output.stdout());
  }

  @Test
  void anErrorNamesItsLine() {
    CellError error = error("int z = 1;\n\n%times 4 --bye");
    assertEquals(OptionalInt.of(3), error.line());
    assertEquals(
        "%times has no option --bye. Did you mean --by? '%times --help' shows what it takes.",
        error.evalue());
    assertEquals(
        "%times does not take 'five'. '%times --help' shows what it takes.",
        error("%times 3 five").evalue());
    assertEquals("N is -1: it must not be negative.", error("int m = -1;\n%times $m").evalue());
  }

  @Test
  void anUnknownMagicListsThoseThereAre() {
    assertEquals(
        "There is no magic %tims. Did you mean %times? There are: %ask %times %wait",
        error("%tims 3").evalue());
    assertTrue(error("%text").evalue().contains("write %%text"));
  }

  @Test
  void aWaitingMagicIsInterrupted() throws Exception {
    output = new RecordedOutput();
    var result =
        CompletableFuture.supplyAsync(() -> session.execute(CellRequest.of("%wait"), output));
    output.awaitText();
    session.interrupt();
    CellError error = ((CellResult.Failure) result.get(200, TimeUnit.SECONDS)).error();
    assertEquals("Interrupted", error.ename());
  }

  @Test
  void magicNamesAndOptionsAreCompleted() {
    assertEquals(List.of("%times"), texts(session.complete("%ti", 3)));
    assertEquals(List.of("--by"), texts(session.complete("int a;\n%times 3 --b", 19)));
    assertEquals(16, session.complete("int a;\n%times 3 --b", 19).start());
  }

  @Test
  void aMagicIsInspectedByItsHelp() {
    assertTrue(session.inspect("%times 3", 4, 0).orElseThrow().plainText().contains("by how much"));
  }

  private static List<String> texts(Completions completions) {
    return completions.matches().stream().map(Completions.Completion::text).toList();
  }
}
