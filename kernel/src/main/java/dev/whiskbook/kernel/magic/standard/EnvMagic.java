package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code %env}: the environment of shell commands. */
@Command(
    description = {
      "Shows the environment variables that shell commands get, shows one, or sets one.",
      "Java's own System.getenv keeps what the kernel was started with."
    },
    customSynopsis = "%%env [NAME | NAME=VALUE | NAME VALUE]",
    footer = {"", "Java: System.getenv(\"NAME\")"})
final class EnvMagic implements Magic {

  private final Workplace workplace;

  @Mixin Help help;

  @Parameters(arity = "0..*", paramLabel = "NAME[=VALUE]", description = "A variable.")
  List<String> words = List.of();

  EnvMagic(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Object run(MagicCall call) {
    if (words.isEmpty()) {
      Map<String, String> shown = new TreeMap<>(workplace.environment());
      shown.replaceAll((name, value) -> isSecret(name) ? "********" : value);
      return shown;
    }
    String all = String.join(" ", words);
    int end = all.indexOf('=') >= 0 ? all.indexOf('=') : all.indexOf(' ');
    if (end >= 0) {
      workplace.set(all.substring(0, end).strip(), all.substring(end + 1).strip());
      return null;
    }
    String value = workplace.environment().get(all);
    if (value == null) {
      throw new MagicException(
          "There is no environment variable " + all + "; %env " + all + "=VALUE sets it.");
    }
    return value;
  }

  /** Hidden in the list of all, which ends up in saved notebooks; shown if asked for by name. */
  private static boolean isSecret(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.contains("KEY")
        || upper.contains("TOKEN")
        || upper.contains("SECRET")
        || upper.contains("PASSWORD")
        || upper.contains("AUTH");
  }
}
