package dev.whiskbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
@DisplayName("A cell reads its input")
class SessionInputTest {

  private Session session;
  private final RecordedOutput output = new RecordedOutput();

  @BeforeAll
  void open() {
    session =
        Session.builder().imports("java.io.*", "java.util.*", "dev.whiskbook.kernel.*").open();
  }

  @AfterAll
  void close() {
    session.close();
  }

  /** Somebody who types these lines, then Ctrl-D; what was asked is kept. */
  private static final class Typist implements CellInput {
    private final Queue<String> lines = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();

    Typist(String... typed) {
      lines.addAll(Arrays.asList(typed));
    }

    @Override
    public Optional<String> readLine(String prompt, boolean password) {
      asked.add(password ? prompt + " (password)" : prompt);
      return Optional.ofNullable(lines.poll());
    }
  }

  private CellResult execute(String code, CellInput input) {
    return session.execute(CellRequest.of(code), output, input);
  }

  private String value(String code, CellInput input) {
    CellResult result = execute(code, input);
    return assertInstanceOf(CellResult.Success.class, result, result::toString)
        .value()
        .orElseThrow()
        .plainText();
  }

  @Test
  void withAScanner() {
    assertEquals(
        "42 Ada",
        value("var s = new Scanner(System.in); s.nextInt() + s.nextLine()", typing("42 Ada")));
  }

  @Test
  void withABufferedReader() {
    String code = "new BufferedReader(new InputStreamReader(System.in)).readLine()";
    assertEquals("Grüße 😀", value(code, typing("Grüße 😀")));
  }

  @Test
  void withIoReadlnWhosePromptIsPrinted() {
    assertEquals("Zoë", value("IO.readln(\"Name? \")", typing("Zoë")));
    assertTrue(output.stdout().endsWith("Name? "));
  }

  @Test
  void withAPromptAndAsAPassword() {
    var typist = typing("Ada", "secret");
    String code = "Input.readLine(\"Name \") + new String(Input.readPassword(\"Key \"))";
    assertEquals("Adasecret", value(code, typist));
    assertEquals(List.of("Name ", "Key  (password)"), typist.asked);
  }

  @Test
  void askingForOneLineAtATime() {
    var typist = typing("a", "b", "c");
    assertEquals("a", value("new Scanner(System.in).nextLine()", typist));
    assertEquals(List.of(""), typist.asked);
    assertEquals("b", value("new Scanner(System.in).nextLine()", typist));
  }

  @Test
  void andWhatItLeavesOfALineIsForTheNextWithTheSameInput() {
    var typist = typing("xy");
    assertEquals("x", value("(char) System.in.read()", typist));
    assertEquals("y", value("(char) System.in.read()", typist));
    assertEquals("z", value("(char) System.in.read()", typing("z")));
  }

  @Test
  void untilItsEnd() {
    assertEquals("-1", value("System.in.read()", typing()));
    assertEquals("true", value("Input.readLine(\"\") == null", typing()));
  }

  @Test
  void andClosingItClosesNothing() {
    execute("try (var s = new Scanner(System.in)) { s.nextLine(); }", typing("a"));
    assertEquals("b", value("new Scanner(System.in).nextLine()", typing("b")));
  }

  @Test
  void whichFailsWithASentenceWhereNobodyCanBeAsked() {
    for (String code :
        List.of(
            "new Scanner(System.in).nextLine()",
            "System.in.read()",
            "IO.readln()",
            "Input.readLine(\"?\")")) {
      var failure = assertInstanceOf(CellResult.Failure.class, execute(code, CellInput.NONE));
      assertTrue(failure.error().ename().endsWith("StdinNotImplementedException"), code);
      assertTrue(failure.error().evalue().contains("allow_stdin is false"), code);
    }
    assertEquals("back", value("IO.readln()", typing("back")));
  }

  @Test
  void andIsInterruptedWhileItWaits() throws Exception {
    for (String code :
        List.of("System.in.read()", "new Scanner(System.in).next()", "IO.readln()")) {
      var waits = new CountDownLatch(1);
      CellInput nobody =
          (_, _) -> {
            waits.countDown();
            new CountDownLatch(1).await();
            return Optional.empty();
          };
      var result = CompletableFuture.supplyAsync(() -> execute(code, nobody));
      waits.await();
      session.interrupt();
      var failure =
          assertInstanceOf(CellResult.Failure.class, result.get(200, TimeUnit.SECONDS), code);
      assertEquals("Interrupted", failure.error().ename());
      assertEquals("again", value("new Scanner(System.in).next()", typing("again")));
    }
  }

  private static Typist typing(String... lines) {
    return new Typist(lines);
  }
}
