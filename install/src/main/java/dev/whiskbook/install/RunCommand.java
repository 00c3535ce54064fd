package dev.whiskbook.install;

import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.notebook.Notebook;
import dev.whiskbook.kernel.notebook.NotebookException;
import dev.whiskbook.kernel.notebook.NotebookRunner;
import dev.whiskbook.kernel.notebook.Parameters;
import dev.whiskbook.kernel.notebook.RunOutcome;
import dev.whiskbook.kernel.notebook.Terminal;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: executes a notebook without Jupyter. */
@Command(
    name = "run",
    description = {
      "Executes a notebook here, without Jupyter: shows its outputs as text, and writes the executed notebook.",
      "What does not end in .ipynb is a script of Java and magics, - the standard input: nothing is written, the"
          + " words after it are its args, and lines // %%%% part it into cells."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:every cell was executed; a script's own, where it calls System.exit",
      "1:a cell failed; the notebook with its error is written all the same",
      "2:wrong usage, no such notebook, or no such parameter",
      "130:interrupted (Ctrl-C); what was executed is written"
    })
final class RunCommand implements Callable<Integer> {

  private static final int INTERRUPTED = 130;

  @CommandLine.Parameters(paramLabel = "NOTEBOOK", description = "A Java notebook (.ipynb).")
  private Path notebook;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description =
          "Where the executed notebook goes; may be NOTEBOOK itself. Default: beside it, as NAME.out.ipynb.")
  private Path output;

  @Option(
      names = {"-p", "--parameter"},
      paramLabel = "NAME=VALUE",
      description =
          "Sets a variable that the cell tagged \"parameters\" declares, as papermill does. Repeatable.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    // The session takes System.out and System.err for the cells: these are the terminal's own.
    PrintStream out = System.out;
    PrintStream err = System.err;
    Notebook read;
    try {
      read = Notebook.read(notebook);
      Parameters.inject(read, parameters);
    } catch (NotebookException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    Path target = output != null ? output : besideNotebook();
    var terminal = new Terminal(out, err, onTerminal());
    try (Session session = Sessions.open(Product.running())) {
      var runner = new NotebookRunner(read, target, session::execute, terminal);
      try (var _ = OnInterrupt.of(session, runner)) {
        return report(runner.run(), target, err);
      }
    }
  }

  private static int report(RunOutcome outcome, Path target, PrintStream err) {
    err.println("whiskbook: The executed notebook is " + target + ".");
    return switch (outcome) {
      case RunOutcome.Completed() -> CommandLine.ExitCode.OK;
      case RunOutcome.Failed failed -> {
        err.println("whiskbook: " + failed.sentence());
        yield CommandLine.ExitCode.SOFTWARE;
      }
      case RunOutcome.Interrupted() -> {
        err.println("whiskbook: Interrupted.");
        yield INTERRUPTED;
      }
    };
  }

  // Since JDK 25, System.console() is null again where there is no terminal (JDK-8351435).
  @SuppressWarnings("SystemConsoleNull")
  static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private Path besideNotebook() {
    String name = notebook.getFileName().toString().replaceFirst("\\.ipynb$", "");
    return notebook.resolveSibling(name + ".out.ipynb");
  }
}
