package dev.whiskbook.kernel.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.whiskbook.kernel.CellError;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.StreamName;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TerminalTest {

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  @Test
  void streams_appear_as_they_are_written_and_outputs_begin_on_a_line_of_their_own() {
    Terminal terminal = terminal(false);
    terminal.stream(StreamName.STDOUT, "no newline");
    terminal.display(MimeBundle.text("table"), Optional.empty());
    terminal.endOfCell();
    terminal.result(MimeBundle.text("42"));

    assertEquals("no newline\ntable\n42\n", screen());
  }

  @Test
  void on_a_pipe_an_updated_output_appears_once_in_its_final_state() {
    Terminal terminal = terminal(false);
    terminal.display(MimeBundle.text("0 of 2"), Optional.of("progress"));
    terminal.update("progress", MimeBundle.text("1 of 2"));
    terminal.update("progress", MimeBundle.text("2 of 2"));
    assertEquals("", screen());

    terminal.endOfCell();
    assertEquals("2 of 2\n", screen());
  }

  @Test
  void on_a_terminal_an_update_overwrites_the_lines_of_what_it_replaces() {
    Terminal terminal = terminal(true);
    terminal.display(MimeBundle.text("a\nb"), Optional.of("progress"));
    terminal.update("progress", MimeBundle.text("c"));
    terminal.update("progress", MimeBundle.text("d"));
    terminal.endOfCell();

    assertEquals("a\nb\n\u001b[2A\u001b[Jc\n\u001b[1A\u001b[Jd\n", screen());
  }

  @Test
  void on_a_terminal_an_update_waits_for_the_end_of_the_cell_once_something_stands_below() {
    Terminal terminal = terminal(true);
    terminal.display(MimeBundle.text("0 of 2"), Optional.of("progress"));
    terminal.stream(StreamName.STDOUT, "text\n");
    terminal.update("progress", MimeBundle.text("1 of 2"));
    terminal.update("progress", MimeBundle.text("2 of 2"));
    terminal.endOfCell();

    assertEquals("0 of 2\ntext\n2 of 2\n", screen());
  }

  @Test
  void errors_have_their_colours_on_a_terminal_only() {
    var error = new CellError("E", "x", List.of("\u001b[31mE\u001b[0m: x"), OptionalInt.empty());
    terminal(false).error(error);
    assertEquals("E: x\n", screen());
  }

  @Test
  void text_is_kept_as_a_terminal_shows_it() {
    assertEquals("100 %\ndone", TerminalText.asShown("  1 %\r 50 %\r100 %\ndone"));
    assertEquals("axc", TerminalText.asShown("abc\b\bx"));
    assertEquals("line\nnext", TerminalText.asShown("line\r\nnext"));
  }

  private Terminal terminal(boolean interactive) {
    var stream = new PrintStream(screen, true, UTF_8);
    return new Terminal(stream, stream, interactive);
  }

  private String screen() {
    return screen.toString(UTF_8).replace(System.lineSeparator(), "\n");
  }
}
