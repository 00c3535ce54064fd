package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.Input;
import dev.whiskbook.kernel.StdinNotImplementedException;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.Target;
import dev.whiskbook.whisk.Transport;
import dev.whiskbook.whisk.WhiskException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code %whisk target add}: names an OpenWhisk. */
@Command(
    description = {
      "Keeps an OpenWhisk under a name, with its key, in a file that only you can read. The key is",
      "asked for unless an option gives it."
    },
    footer = {
      "",
      "Java: workbench.targets().profiles().add(Target.of(apihost, auth).withName(name))"
    })
public final class TargetAddMagic implements Magic {
  private final Workbench workbench;

  @Mixin HelpOption help;

  @Parameters(index = "0", paramLabel = "NAME", description = "What to call it.")
  String name;

  @Option(
      names = {"--host", "--apihost"},
      required = true,
      paramLabel = "URL",
      description = "Where it is; a bare host name means https.")
  String host;

  @Option(
      names = {"-u", "--auth"},
      paramLabel = "KEY",
      description = "Its key, uuid:key. It stays in the notebook: the question for it does not.")
  String auth;

  @Option(
      names = "--auth-env",
      paramLabel = "VARIABLE",
      description = "The environment variable that holds the key.")
  String authVariable;

  @Option(
      names = {"-n", "--namespace"},
      defaultValue = "_",
      paramLabel = "NS",
      description = "A namespace other than the key's own.")
  String namespace;

  @Option(
      names = {"-i", "--insecure"},
      description =
          "Leaves its certificate unchecked: for a self-signed one, on a network you trust.")
  boolean insecure;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "A PEM file with the certificates that vouch for the server.")
  Path certificates;

  @Option(
      names = "--proxy",
      paramLabel = "URL",
      description = {
        "An HTTP proxy, http://host:port; as HTTPS_PROXY, HTTP_PROXY and NO_PROXY say if left out."
      })
  URI proxy;

  public TargetAddMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public Object run(MagicCall call) throws InterruptedException {
    try {
      Target target = target(key());
      workbench.targets().profiles().add(target);
      call.output().stream(
          StreamName.STDOUT, "%s\nChoose it with: %%whisk target use %s\n".formatted(target, name));
      return null;
    } catch (WhiskException | IllegalArgumentException e) {
      throw new MagicException("%whisk target add: " + e.getMessage(), e);
    }
  }

  private Target target(String key) {
    return Target.of(host, key)
        .withName(name)
        .withNamespace(namespace)
        .withTransport(
            new Transport(
                insecure,
                Optional.ofNullable(certificates).map(Path::toAbsolutePath),
                Optional.ofNullable(proxy)));
  }

  private String key() throws InterruptedException {
    if (auth != null) {
      return auth;
    }
    if (authVariable != null) {
      return Optional.ofNullable(System.getenv(authVariable))
          .orElseThrow(
              () ->
                  new MagicException(
                      "%whisk target add: there is no environment variable " + authVariable + "."));
    }
    try {
      char[] typed = Input.readPassword("Key of %s (uuid:key): ".formatted(name));
      if (typed != null) {
        return new String(typed);
      }
      throw new MagicException("%whisk target add: no key was typed, so nothing was kept.");
    } catch (IOException | StdinNotImplementedException e) {
      throw new MagicException(
          "%whisk target add needs a key, and nobody can be asked here: --auth-env NAME names the environment variable that holds it.",
          e);
    }
  }
}
