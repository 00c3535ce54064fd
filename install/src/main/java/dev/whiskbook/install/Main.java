package dev.whiskbook.install;

import java.io.PrintWriter;
import java.nio.file.Path;
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
    if (args.length == 2 && args[0].equals("kernel")) {
      System.exit(kernel(Path.of(args[1])));
    }
    System.exit(commandLine().execute(args));
  }

  /**
   * The kernel's own way in: a front end waits for it, and a model of all commands takes a while.
   */
  private static int kernel(Path connectionFile) {
    try {
      return new KernelCommand(connectionFile).call();
    } catch (CommandException | InterruptedException e) {
      System.err.println("whiskbook: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
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
