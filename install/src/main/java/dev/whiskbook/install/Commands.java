package dev.whiskbook.install;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/** The commands of {@code ./whiskbook} that this JVM knows, with their options. */
@Command(
    name = "whiskbook",
    description = "Java notebooks that fan JavaScript actions out over Apache OpenWhisk.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Commands.Version.class,
    subcommands = {
      RunCommand.class,
      ReplCommand.class,
      InstallCommand.class,
      DoctorCommand.class,
      KernelCommand.class,
      TrainCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
final class Commands {

  private Commands() {}

  /**
   * Runs a command.
   *
   * @return its exit code: 0, 1 if it failed, 2 for wrong usage
   */
  static int execute(String... args) {
    return commandLine().execute(args);
  }

  static CommandLine commandLine() {
    return new CommandLine(new Commands())
        .setParameterExceptionHandler(Commands::explainUsage)
        .setExecutionExceptionHandler(Commands::explain)
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
      String version = Commands.class.getPackage().getImplementationVersion();
      return new String[] {
        "Whiskbook " + (version == null ? "(not packaged)" : version),
        "JDK " + Runtime.version() + ", " + System.getProperty("java.home")
      };
    }
  }
}
