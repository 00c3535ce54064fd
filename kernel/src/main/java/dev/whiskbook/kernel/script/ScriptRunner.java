package dev.whiskbook.kernel.script;

import dev.whiskbook.kernel.CellInput;
import dev.whiskbook.kernel.CellRequest;
import dev.whiskbook.kernel.CellResult;
import dev.whiskbook.kernel.EvaluationException;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.magic.MagicValues;
import dev.whiskbook.kernel.notebook.RunOutcome;
import dev.whiskbook.kernel.notebook.Terminal;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a script in a session: shows what a notebook would show, and ends at the first error.
 *
 * @param terminal where outputs go
 * @param input what the script's {@code System.in} reads
 */
public record ScriptRunner(Session session, Terminal terminal, CellInput input) {

  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|record|enum|interface)\\s+([\\p{L}_$][\\p{L}\\p{N}_$]*)");

  /** The standard input of this process, for the script to read; prompts go to its output. */
  public static CellInput standardInput(InputStream in, PrintStream out) {
    return new LinesInput(
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), out);
  }

  /**
   * Runs a script. What it gives to {@code System.exit} ends it, and is {@link Session#exitStatus}
   * then.
   *
   * @param arguments the variable {@code args} of the script
   */
  public RunOutcome run(Script script, List<String> arguments) {
    String args =
        MagicValues.declare("String[] args", arguments.toArray(String[]::new), String[].class);
    CellResult declared = session.execute(new CellRequest(args, true, false), terminal);
    if (declared instanceof CellResult.Failure(int _, var error)) {
      throw new IllegalStateException("The arguments cannot be declared: " + error.evalue());
    }
    for (String cell : script.cells()) {
      RunOutcome outcome = execute(cell);
      if (!(outcome instanceof RunOutcome.Completed) || session.exitStatus().isPresent()) {
        return outcome;
      }
    }
    return new RunOutcome.Completed();
  }

  /**
   * Calls the {@code main} that a script declares, by itself or in its first type that has one:
   * what starts a Java source file.
   */
  public RunOutcome callMain(Script script) {
    Optional<String> call =
        session.methods("main").stream()
            .findFirst()
            .map(main -> main.parameterTypes().isEmpty() ? "main();" : "main(args);")
            .or(() -> mainOfType(String.join("\n", script.cells())));
    return call.map(this::execute).orElseGet(RunOutcome.Completed::new);
  }

  private RunOutcome execute(String cell) {
    CellResult result = session.execute(CellRequest.of(cell), terminal, input);
    if (session.exitStatus().isPresent()) {
      terminal.endOfCell();
      return new RunOutcome.Completed();
    }
    terminal.ended(result);
    return result instanceof CellResult.Failure(int count, var error)
        ? new RunOutcome.Failed(count, error)
        : new RunOutcome.Completed();
  }

  private Optional<String> mainOfType(String source) {
    Matcher type = TYPE.matcher(source);
    while (type.find()) {
      for (Method method : methods(type.group(1))) {
        boolean main = method.getName().equals("main") && Modifier.isStatic(method.getModifiers());
        if (main && method.getParameterCount() == 0) {
          return Optional.of(type.group(1) + ".main();");
        }
        if (main && List.of(method.getParameterTypes()).equals(List.of(String[].class))) {
          return Optional.of(type.group(1) + ".main(args);");
        }
      }
    }
    return Optional.empty();
  }

  /** The methods of a type; none where the word after {@code class} was none, as in a comment. */
  private Method[] methods(String type) {
    try {
      return session.evaluate(type + ".class") instanceof Class<?> found
          ? found.getDeclaredMethods()
          : new Method[0];
    } catch (EvaluationException e) {
      return new Method[0];
    }
  }
}
