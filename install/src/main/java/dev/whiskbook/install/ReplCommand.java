package dev.whiskbook.install;

import dev.whiskbook.kernel.repl.HistoryFile;
import dev.whiskbook.kernel.repl.Repl;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;

/** {@code repl}: cells typed in a terminal. */
@Command(
    name = "repl",
    description = {
      "Java and magics, typed in this terminal. What is piped in runs as a script.",
      "Colours are left out where NO_COLOR is set."
    })
final class ReplCommand implements Callable<Integer> {

  @Override
  public Integer call() throws IOException {
    Product product = Product.running();
    Map<String, String> environment = System.getenv();
    try (Terminal terminal =
        TerminalBuilder.builder().name("whiskbook").system(true).dumb(true).build()) {
      return Repl.run(
          () -> Sessions.openForCells(product),
          terminal,
          environment.getOrDefault("NO_COLOR", "").isEmpty(),
          HistoryFile.ofUser(environment));
    }
  }
}
