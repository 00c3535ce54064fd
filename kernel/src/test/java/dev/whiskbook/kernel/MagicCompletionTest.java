package dev.whiskbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.Magics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** In these tests, a bar stands where the cursor is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class MagicCompletionTest {

  enum Colour {
    RED,
    GREEN
  }

  @Command(description = "Paints a thing. It may take long.")
  static final class Paint implements Magic {
    @Parameters(index = "0", arity = "0..1", paramLabel = "THING", description = "What.")
    String thing;

    @Option(
        names = {"-c", "--colour"},
        description = "Its colour. One of two.")
    Colour colour;

    @Option(names = "--twice", description = "Two coats.")
    boolean twice;

    @Option(names = "--from", paramLabel = "FILE", description = "A file.")
    Path file;

    @Override
    public Object run(MagicCall call) {
      return thing;
    }

    @Override
    public List<Completion> candidates(String label, Session session) {
      return label.equals("THING")
          ? List.of(new Completion("house", "thing"), new Completion("hut", "thing"))
          : List.of();
    }
  }

  @Command(description = "Has subcommands.")
  static final class Tool {}

  @Command(description = "Java below.")
  static final class Timed implements Magic {
    @Override
    public Object run(MagicCall call) {
      return null;
    }

    @Override
    public Body body() {
      return Body.JAVA;
    }
  }

  private Session session;

  private Path folder;

  @BeforeAll
  void open(@TempDir Path files) throws IOException {
    folder = files;
    Magics magics =
        new Magics()
            .line("paint", String.class, Paint::new)
            .cell("timed", Timed::new)
            .add(
                new Magics.Entry(
                    Magics.Kind.LINE,
                    "tool",
                    Object.class,
                    () -> new CommandLine(new Tool()).addSubcommand("paint", new Paint())));
    session = Session.builder().magics(magics).imports("java.util.*").open();
    session.execute(CellRequest.of("int number = 1; String word = \"w\";"), CellOutput.NOWHERE);
    Files.writeString(folder.resolve("data one.csv"), "");
    Files.writeString(folder.resolve("data.csv"), "");
    Files.writeString(folder.resolve(".hidden"), "");
    Files.createDirectory(folder.resolve("dates"));
  }

  @AfterAll
  void close() {
    session.close();
  }

  private Completions at(String codeWithBar) {
    int bar = codeWithBar.indexOf('|');
    String code = codeWithBar.substring(0, bar) + codeWithBar.substring(bar + 1);
    return session.complete(code, code.codePointCount(0, bar));
  }

  private List<String> texts(String codeWithBar) {
    return at(codeWithBar).matches().stream().map(Completion::text).toList();
  }

  @Test
  void namesOfMagicsWithOneSentence() {
    Completion paint = at("%pai|").matches().getFirst();
    assertEquals(new Completion("%paint", "magic", "", "Paints a thing."), paint);
    assertEquals(0, at("%pai|").start());
  }

  @Test
  void cellMagicsStandOnTheFirstLineOnly() {
    assertEquals(List.of("%%timed"), texts("%%ti|"));
    assertEquals(List.of(), texts("int i;\n%%ti|"));
    assertEquals(List.of("%paint"), texts("int i;\n%pai|"));
  }

  @Test
  void subcommands() {
    assertEquals(List.of("paint"), texts("%tool pa|"));
    assertEquals(List.of("--twice"), texts("%tool paint --tw|"));
  }

  @Test
  void optionsWithTheirLabels() {
    Completion colour = at("%paint --col|").matches().getFirst();
    assertEquals("option", colour.type());
    assertEquals("Its colour.", colour.documentation());
    assertEquals(List.of("--twice"), texts("%paint house --tw|"));
  }

  @Test
  void valuesOfOptions() {
    assertEquals(List.of("RED", "GREEN"), texts("%paint -c |"));
    assertEquals(List.of("GREEN"), texts("%paint --colour G|"));
    assertEquals(List.of("--colour=RED"), texts("%paint --colour=R|"));
  }

  @Test
  void whatTheMagicAloneKnows() {
    assertEquals(List.of("house", "hut"), texts("%paint h|"));
    assertEquals("thing", at("%paint h|").matches().getFirst().type());
    assertEquals(List.of(), texts("%paint house h|"));
  }

  @Test
  void assignedMagicsAndMagicsOnLaterLines() {
    assertEquals(List.of("hut"), texts("int i = 1;\nvar x = %paint hu|"));
  }

  @Test
  void filesWithTheirBlanksEscaped() {
    String in = folder + "/da";
    assertEquals(
        List.of(folder + "/data.csv", folder + "/data\\ one.csv", folder + "/dates/"),
        texts("%paint --from " + in + "|").stream().sorted().toList());
  }

  @Test
  void filesInStringsOfJava() {
    assertEquals(
        List.of(folder + "/data one.csv", folder + "/data.csv"),
        texts("var s = java.nio.file.Path.of(\"" + folder + "/data|"));
    assertEquals(List.of(), texts("var s = \"one two|"));
  }

  @Test
  void javaVariablesAndExpressionsInArguments() {
    assertEquals(List.of("number"), texts("%paint $num|"));
    assertEquals(List.of("length()"), texts("%paint {word.len|"));
  }

  @Test
  void javaUnderACellMagicThatRunsJava() {
    assertEquals(List.of("length()"), texts("%%timed\nint i = word.len|"));
  }

  @Test
  void positionsAreRightBehindAnEmoji() {
    Completions found = at("// 😀\n%paint hu|");
    assertEquals(12, found.start());
    assertEquals(14, found.end());
  }

  @Test
  void helpOfAMagicAndItsSubcommand() {
    String help = session.inspect("%tool paint house", 7, 0).orElseThrow().plainText();
    assertTrue(help.contains("--colour"), help);
    assertTrue(help.startsWith("Usage: %tool paint"), help);
    assertTrue(session.inspect("%nosuch", 3, 0).isEmpty());
  }

  @Test
  void aQuestionMarkShowsWhatIsKnown() {
    var output = new RecordedOutput();
    session.execute(CellRequest.of("word?"), output);
    session.execute(CellRequest.of("?%paint"), output);
    session.execute(CellRequest.of("int i = 1;\nMath.max??"), output);
    assertEquals("String word = \"w\"", output.displays().get(0));
    assertTrue(output.displays().get(1).startsWith("Usage: %paint"));
    assertTrue(output.displays().get(2).contains("return"), output.displays().get(2));
    CellResult unknown = session.execute(CellRequest.of("nosuch?"), output);
    assertTrue(
        ((CellResult.Failure) unknown).error().evalue().startsWith("Nothing is known of 'nosuch'"));
  }

  @Test
  void theConditionalOperatorIsNoQuestion() {
    session.execute(CellRequest.of("boolean flag = true;"), CellOutput.NOWHERE);
    CellResult result =
        session.execute(CellRequest.of("int chosen =\nflag?\n1 : 2;\nchosen"), CellOutput.NOWHERE);
    assertEquals("1", ((CellResult.Success) result).value().orElseThrow().plainText());
  }
}
