package dev.whiskbook.install;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.kernel.CellInput;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.notebook.RunOutcome;
import dev.whiskbook.kernel.notebook.Terminal;
import dev.whiskbook.kernel.script.Script;
import dev.whiskbook.kernel.script.ScriptRunner;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/**
 * {@code run SCRIPT [--] [ARGUMENT…]}: what is no notebook is a script. Its arguments are its own,
 * whatever they look like.
 */
final class ScriptCommand {

  private static final String STANDARD_INPUT = "-";

  private ScriptCommand() {}

  /** Whether {@code run} means a script with these arguments. */
  static boolean isMeant(List<String> arguments) {
    if (arguments.isEmpty()) {
      return false;
    }
    String first = arguments.getFirst();
    boolean option = first.isEmpty() || first.startsWith("-");
    return first.equals(STANDARD_INPUT) || !(option || first.endsWith(".ipynb"));
  }

  /**
   * Runs a script.
   *
   * @param arguments the file, or {@code -} for the standard input, and the script's own
   * @return the exit code: 0, 1 at an error of the script, or what it gave to System.exit
   */
  static int run(List<String> arguments) {
    String file = arguments.getFirst();
    List<String> own = arguments.subList(1, arguments.size());
    own = !own.isEmpty() && own.getFirst().equals("--") ? own.subList(1, own.size()) : own;
    boolean piped = file.equals(STANDARD_INPUT);
    // The session takes System.out and System.err for the cells: these are the terminal's own.
    PrintStream out = System.out;
    PrintStream err = System.err;
    CellInput input = piped ? CellInput.NONE : ScriptRunner.standardInput(System.in, out);
    Script script = Script.parse(read(file));
    try (Session session = Sessions.openForScript(Product.running())) {
      var terminal = new Terminal(out, err, RunCommand.onTerminal());
      var runner = new ScriptRunner(session, terminal, input);
      RunOutcome outcome = runner.run(script, own);
      if (outcome instanceof RunOutcome.Completed && file.endsWith(".java")) {
        outcome = runner.callMain(script);
      }
      if (session.exitStatus().isPresent()) {
        return session.exitStatus().getAsInt();
      }
      if (outcome instanceof RunOutcome.Failed failed) {
        String name = piped ? "standard input" : file;
        String line =
            failed.error().line().isPresent() ? ", line " + failed.error().line().getAsInt() : "";
        err.println("whiskbook: " + name + line + ": " + failed.why());
        return CommandLine.ExitCode.SOFTWARE;
      }
      return CommandLine.ExitCode.OK;
    }
  }

  private static String read(String file) {
    try {
      return file.equals(STANDARD_INPUT)
          ? new String(System.in.readAllBytes(), UTF_8)
          : new String(Files.readAllBytes(Path.of(file)), UTF_8);
    } catch (NoSuchFileException e) {
      throw new CommandException("There is no notebook or script " + file + ".", e);
    } catch (IOException e) {
      throw new CommandException("The script " + file + " cannot be read: " + e, e);
    }
  }
}
