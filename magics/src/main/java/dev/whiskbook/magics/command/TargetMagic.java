package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.Target;
import dev.whiskbook.whisk.WhiskException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code %whisk target}: shows or changes which OpenWhisk the session talks to. */
@Command(
    description = {
      "Shows which OpenWhisk this notebook talks to, or chooses another one. At first it is the one",
      "that wsk would use (environment, ~/.wskprops), or the embedded one if none is configured."
    },
    footer = {"", "Java: workbench.targets().use(Target.of(apihost, auth)), useEmbedded()"})
public final class TargetMagic implements Magic {

  private final Workbench workbench;

  @Mixin HelpOption help;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "WHICH",
      description = "embedded, wskprops (what wsk would use), or the name of one that was added.")
  String which;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "A properties file in the place of ~/.wskprops.")
  Path file;

  @Option(names = "--apihost", paramLabel = "URL", description = "Another OpenWhisk.")
  String apihost;

  @Option(
      names = {"-u", "--auth"},
      paramLabel = "KEY",
      description = "The key for it, uuid:key. It stays in the notebook: --auth-env does not.")
  String auth;

  @Option(
      names = "--auth-env",
      paramLabel = "NAME",
      description = "The environment variable that holds the key.")
  String authVariable;

  @Option(
      names = {"-i", "--insecure"},
      description = "Leaves its certificate unchecked.")
  boolean insecure;

  /** The command with what it can do about targets that have names. */
  static CommandLine commandLine(Workbench workbench) {
    return new CommandLine(new TargetMagic(workbench))
        .addSubcommand("add", new TargetAddMagic(workbench))
        .addSubcommand("list", new TargetListMagic(workbench))
        .addSubcommand("use", new TargetUseMagic(workbench))
        .addSubcommand("show", new TargetShowMagic(workbench))
        .addSubcommand("remove", new TargetRemoveMagic(workbench));
  }

  public TargetMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public Object run(MagicCall call) {
    try {
      choose(System.getenv());
      Target target = workbench.targets().get();
      call.output().stream(StreamName.STDOUT, target + "\n");
      return null;
    } catch (WhiskException | IllegalArgumentException e) {
      throw new MagicException(e.getMessage(), e);
    }
  }

  private void choose(Map<String, String> environment) {
    if (apihost != null) {
      Target target = Target.of(apihost, key(environment));
      workbench.targets().use(target.withInsecure(insecure));
    } else if (auth != null || authVariable != null) {
      throw new MagicException("%whisk target: a key alone is no target; add --apihost URL.");
    } else if ("embedded".equals(which)) {
      workbench.targets().useEmbedded();
    } else if ("wskprops".equals(which)) {
      workbench.targets().use(configured(environment).withInsecure(insecure));
    } else if (which != null) {
      workbench.targets().use(which);
    }
  }

  private String key(Map<String, String> environment) {
    if (auth != null) {
      return auth;
    }
    if (authVariable == null) {
      throw new MagicException(
          "%whisk target --apihost needs a key: --auth-env NAME names the environment variable that holds it.");
    }
    String key = environment.get(authVariable);
    if (key == null) {
      throw new MagicException(
          "%whisk target: there is no environment variable " + authVariable + ".");
    }
    return key;
  }

  private Target configured(Map<String, String> environment) {
    Path home = Path.of(System.getProperty("user.home"));
    if (file == null) {
      return Target.resolve(environment, home)
          .orElseThrow(
              () ->
                  new MagicException(
                      "wsk has no target configured: there is neither WHISK_APIHOST with WHISK_AUTH nor "
                          + home.resolve(".wskprops")
                          + "."));
    }
    if (!Files.isReadable(file)) {
      throw new MagicException(
          "There is no properties file " + file.toAbsolutePath() + " to read.");
    }
    return Target.resolve(Map.of("WSK_CONFIG_FILE", file.toString()), home)
        .orElseThrow(() -> new MagicException(file + " has no APIHOST and no AUTH."));
  }
}
