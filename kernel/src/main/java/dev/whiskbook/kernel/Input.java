package dev.whiskbook.kernel;

import dev.whiskbook.kernel.jshell.CellContext;
import java.io.IOException;
import java.util.Optional;

/**
 * Asks the user from Java code, by the names of {@link java.io.Console}, which a notebook does not
 * have: {@code System.console()} is null there. {@code System.in}, {@code Scanner} and {@code
 * IO.readln} work as well; only a password needs this class.
 */
public final class Input {

  private Input() {}

  /**
   * Asks for a line.
   *
   * @return the line without its end, or null where the input has ended (Ctrl-D)
   * @throws StdinNotImplementedException if nobody can be asked
   */
  public static String readLine(String prompt) throws IOException, InterruptedException {
    return ask(prompt, false).orElse(null);
  }

  /**
   * Asks for a line that is not shown while it is typed, and is in no history.
   *
   * @return what was typed, or null where the input has ended (Ctrl-D)
   * @throws StdinNotImplementedException if nobody can be asked
   */
  public static char[] readPassword(String prompt) throws IOException, InterruptedException {
    return ask(prompt, true).map(String::toCharArray).orElse(null);
  }

  private static Optional<String> ask(String prompt, boolean password)
      throws IOException, InterruptedException {
    return CellContext.current().stdin().input().readLine(prompt, password);
  }
}
