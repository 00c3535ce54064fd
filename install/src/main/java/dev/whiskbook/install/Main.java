package dev.whiskbook.install;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/** The entry point of the kernel's JVM; {@code ./whiskbook} and Jupyter start it. */
@Command(
    name = "whiskbook",
    description = "Java notebooks that fan JavaScript actions out over Apache OpenWhisk.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Main.Version.class,
    subcommands = {
      RunCommand.class,
      ReplCommand.class,
      InstallCommand.class,
      DoctorCommand.class,
      KernelCommand.class,
      TrainCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class Main {

  private Main() {}

  /** Runs a command and ends the JVM with its exit code: 0, 1 if it failed, 2 for wrong usage. */
  public static void main(String[] args) {
    System.exit(directly(List.of(args)).orElseGet(() -> commandLine().execute(args)));
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
      return OptionalInt.of(CommandLine.ExitCode.SOFTWARE);
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setParameterExceptionHandler(Main::explainUsage)
        .setExecutionExceptionHandler(Main::explain)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }

  /** One sentence for what the user can do something about, with the class where it has no text. */
  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    err.println("whiskbook: " + (e instanceof CommandException ? e.getMessage() : e.toString()));
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** The sentence alone: the whole usage would push it off the screen. */
  private static int explainUsage(CommandLine.ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("whiskbook: " + e.getMessage());
    err.println("See: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {
        "Whiskbook " + (version == null ? "(not packaged)" : version),
        "JDK " + Runtime.version() + ", " + System.getProperty("java.home")
      };
    }
  }
}
