package dev.whiskbook.kernel.notebook;

import static dev.whiskbook.kernel.notebook.NotebookText.code;
import static dev.whiskbook.kernel.notebook.NotebookText.markdown;
import static dev.whiskbook.kernel.notebook.NotebookText.notebook;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.StreamName;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NotebookRunnerTest {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @TempDir Path folder;
  private final ScriptedCells cells = new ScriptedCells();

  @Test
  void an_execution_replaces_the_outputs_and_the_numbers_of_the_former_one() throws Exception {
    run(notebook(code("a"), markdown("text"), code("b")));

    assertEquals(1, written().at("/cells/0/execution_count").asInt());
    assertTrue(written().at("/cells/0/outputs").isEmpty());
    assertEquals(2, written().at("/cells/2/execution_count").asInt());
    assertFalse(written().at("/cells/1").has("outputs"));
  }

  @Test
  void text_to_one_stream_is_one_output_until_something_else_comes_between() throws Exception {
    cells.doing(
        "print",
        output -> {
          output.stream(StreamName.STDOUT, "one\ntw");
          output.stream(StreamName.STDOUT, "o\n");
          output.stream(StreamName.STDERR, "oops");
          output.stream(StreamName.STDOUT, "three");
        });
    run(notebook(code("print")));

    JsonNode outputs = written().at("/cells/0/outputs");
    assertEquals(
        json(
            """
            [{"name": "stdout", "output_type": "stream", "text": ["one\\n", "two\\n"]},
             {"name": "stderr", "output_type": "stream", "text": ["oops"]},
             {"name": "stdout", "output_type": "stream", "text": ["three"]}]"""),
        outputs);
  }

  @Test
  void the_value_of_a_cell_is_its_execute_result() throws Exception {
    cells.returning("1 + 1", MimeBundle.text("2").with("text/html", "<b>2</b>\n<i/>"));
    run(notebook(code("1 + 1")));

    assertEquals(
        json(
            """
            [{"data": {"text/html": ["<b>2</b>\\n", "<i/>"], "text/plain": ["2"]},
              "execution_count": 1, "metadata": {}, "output_type": "execute_result"}]"""),
        written().at("/cells/0/outputs"));
  }

  @Test
  void json_stays_json_and_an_image_stays_one_string() throws Exception {
    var bundle =
        MimeBundle.text("chart")
            .with("application/vnd.vega.v5+json", json("{\"marks\": []}"))
            .with("image/png", "iVBORw0KGgo=\n");
    cells.doing("plot", output -> output.display(bundle, Optional.empty()));
    run(notebook(code("plot")));

    JsonNode data = written().at("/cells/0/outputs/0/data");
    assertTrue(data.get("application/vnd.vega.v5+json").isObject());
    assertEquals("iVBORw0KGgo=\n", data.get("image/png").asString());
  }

  @Test
  void an_update_replaces_the_display_in_its_place_also_from_a_later_cell() throws Exception {
    cells
        .doing(
            "show",
            output -> {
              output.display(MimeBundle.text("0 of 2"), Optional.of("progress"));
              output.stream(StreamName.STDOUT, "after");
              output.update("progress", MimeBundle.text("1 of 2"));
            })
        .doing("later", output -> output.update("progress", MimeBundle.text("2 of 2")));
    run(notebook(code("show"), code("later")));

    JsonNode first = written().at("/cells/0/outputs");
    assertEquals("2 of 2", first.at("/0/data/text~1plain/0").asString());
    assertEquals("display_data", first.at("/0/output_type").asString());
    assertEquals(2, first.size());
    assertTrue(written().at("/cells/1/outputs").isEmpty());
  }

  @Test
  void clearing_removes_the_outputs_now_or_when_the_next_one_comes() throws Exception {
    cells
        .doing(
            "now",
            output -> {
              output.stream(StreamName.STDOUT, "gone");
              output.clear(false);
            })
        .doing(
            "wait",
            output -> {
              output.stream(StreamName.STDOUT, "stays, as nothing follows");
              output.clear(true);
            })
        .doing(
            "replace",
            output -> {
              output.stream(StreamName.STDOUT, "gone");
              output.clear(true);
              output.stream(StreamName.STDOUT, "new");
            });
    run(notebook(code("now"), code("wait"), code("replace")));

    assertTrue(written().at("/cells/0/outputs").isEmpty());
    assertEquals(1, written().at("/cells/1/outputs").size());
    assertEquals("[\"new\"]", written().at("/cells/2/outputs/0/text").toString());
  }

  @Test
  void output_of_a_thread_that_outlives_its_cell_is_kept_with_that_cell() throws Exception {
    var output = new AtomicReference<CellOutput>();
    cells
        .doing("start", output::set)
        .doing("next", _ -> output.get().stream(StreamName.STDOUT, "late"));
    run(notebook(code("start"), code("next")));

    assertEquals("[\"late\"]", written().at("/cells/0/outputs/0/text").toString());
  }

  @Test
  void the_first_failing_cell_ends_the_execution_and_the_file_has_its_error() throws Exception {
    cells.failing("boom", "ArithmeticException", "/ by zero", 3);
    RunOutcome outcome = run(notebook(code("ok"), markdown("text"), code("boom"), code("never")));

    var failed = assertInstanceOf(RunOutcome.Failed.class, outcome);
    assertEquals("cell 2, line 3: ArithmeticException: / by zero", failed.sentence());
    assertEquals(List.of("ok", "boom"), cells.executed);
    JsonNode error = written().at("/cells/2/outputs/0");
    assertEquals("error", error.get("output_type").asString());
    assertEquals("ArithmeticException", error.get("ename").asString());
    assertEquals("/ by zero", error.get("evalue").asString());
    assertEquals("at line 3", error.at("/traceback/1").asString());
    assertTrue(written().at("/cells/3/execution_count").isNull());
    assertTrue(written().at("/cells/3/outputs").isEmpty());
  }

  @Test
  void a_cell_that_is_tagged_to_fail_does_not_end_the_execution() throws Exception {
    cells.failing("boom", "IllegalStateException", "on purpose", 1);
    RunOutcome outcome = run(notebook(code("boom", "raises-exception"), code("next")));

    assertInstanceOf(RunOutcome.Completed.class, outcome);
    assertEquals(List.of("boom", "next"), cells.executed);
  }

  @Test
  void skipped_cells_keep_their_outputs_and_empty_ones_are_not_executed() throws Exception {
    run(notebook(code("slow", "skip-execution"), code(" \n")));

    assertTrue(cells.executed.isEmpty());
    assertEquals("[\"old\"]", written().at("/cells/0/outputs/0/text").toString());
    assertTrue(written().at("/cells/1/execution_count").isNull());
  }

  @Test
  void stopping_lets_no_other_cell_begin_and_loses_nothing() throws Exception {
    var runner = new AtomicReference<NotebookRunner>();
    cells.doing(
        "long",
        output -> {
          output.stream(StreamName.STDOUT, "half done");
          runner.get().stop();
        });
    runner.set(runner(notebook(code("long"), code("never"))));

    assertInstanceOf(RunOutcome.Interrupted.class, runner.get().run());
    assertEquals(List.of("long"), cells.executed);
    assertEquals("[\"half done\"]", written().at("/cells/0/outputs/0/text").toString());
  }

  @Test
  void the_file_can_be_written_while_a_cell_runs() throws Exception {
    var runner = new AtomicReference<NotebookRunner>();
    var meanwhile = new AtomicReference<JsonNode>();
    cells.doing(
        "long",
        output -> {
          output.stream(StreamName.STDOUT, "half");
          try {
            runner.get().save();
            meanwhile.set(written());
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    runner.set(runner(notebook(code("long"))));
    runner.get().run();

    assertEquals("[\"half\"]", meanwhile.get().at("/cells/0/outputs/0/text").toString());
  }

  @Test
  void no_cell_is_executed_when_the_result_could_not_be_written() throws Exception {
    Files.writeString(folder.resolve("file"), "in the way");
    var runner =
        new NotebookRunner(
            Notebook.parse("n.ipynb", notebook(code("a"))),
            folder.resolve("file").resolve("out.ipynb"),
            cells,
            silent());

    assertThrows(IOException.class, runner::run);
    assertTrue(cells.executed.isEmpty());
  }

  @Test
  void the_file_says_which_kernel_and_language_executed_it() throws Exception {
    run(notebook(code("a")));

    assertEquals("whiskbook", written().at("/metadata/kernelspec/name").asString());
    assertEquals("java", written().at("/metadata/language_info/name").asString());
    assertFalse(
        written().at("/cells/0/metadata/execution/shell.execute_reply").asString("").isEmpty());
  }

  @Test
  void nothing_but_the_notebook_is_left_in_its_folder() throws Exception {
    run(notebook(code("a")));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(outFile()), files.toList());
    }
  }

  private RunOutcome run(String content) throws Exception {
    return runner(content).run();
  }

  private NotebookRunner runner(String content) throws NotebookException {
    return new NotebookRunner(Notebook.parse("n.ipynb", content), outFile(), cells, silent());
  }

  private Path outFile() {
    return folder.resolve("out.ipynb");
  }

  private JsonNode written() throws IOException {
    return json(Files.readString(outFile()));
  }

  private static JsonNode json(String text) {
    return MAPPER.readTree(text);
  }

  private static Terminal silent() {
    var nowhere = new PrintStream(OutputStream.nullOutputStream());
    return new Terminal(nowhere, nowhere, false);
  }
}
