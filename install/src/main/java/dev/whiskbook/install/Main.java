package dev.whiskbook.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * The entry point of the kernel's JVM; {@code ./whiskbook} and Jupyter start it. It names nothing
 * of the library that reads command lines: its classes are not in ahead-of-time caches, and the
 * first of them has the JVM open half the jars of the class path.
 */
public final class Main {

  private static final int FAILED = 1;

  private Main() {}

  /** Runs a command and ends the JVM with its exit code: 0, 1 if it failed, 2 for wrong usage. */
  public static void main(String[] args) {
    System.exit(directly(List.of(args)).orElseGet(() -> Commands.execute(args)));
  }

  /**
   * Ways in past the command line's model: somebody waits for these, and a model of all commands
   * takes a while. A script's arguments would also be taken for options.
   */
  private static OptionalInt directly(List<String> args) {
    try {
      if (args.size() == 2 && args.getFirst().equals("kernel")) {
        return OptionalInt.of(new KernelCommand(Path.of(args.get(1))).call());
      }
      if (args.equals(List.of("repl"))) {
        return OptionalInt.of(new ReplCommand().call());
      }
      List<String> rest = args.isEmpty() ? args : args.subList(1, args.size());
      return !args.isEmpty() && args.getFirst().equals("run") && ScriptCommand.isMeant(rest)
          ? OptionalInt.of(ScriptCommand.run(rest))
          : OptionalInt.empty();
    } catch (CommandException | IOException | InterruptedException e) {
      System.err.println("whiskbook: " + (e instanceof CommandException ? e.getMessage() : e));
      return OptionalInt.of(FAILED);
    }
  }
}
