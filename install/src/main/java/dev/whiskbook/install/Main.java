package dev.whiskbook.install;

import java.io.PrintWriter;
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
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setParameterExceptionHandler(Main::explainUsage)
        .setExecutionExceptionHandler(Main::explain)
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
