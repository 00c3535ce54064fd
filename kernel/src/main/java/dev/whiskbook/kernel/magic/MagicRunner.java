package dev.whiskbook.kernel.magic;

import dev.whiskbook.kernel.StreamName;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Finds, parses and runs the magics of a session. */
public final class MagicRunner {

  private final Magics magics;

  public MagicRunner(Magics magics) {
    this.magics = magics;
  }

  /** The magics that there are. */
  public Magics magics() {
    return magics;
  }

  /**
   * The magic of this name.
   *
   * @throws MagicException if there is none; the message lists what there is
   */
  public Magics.Entry find(Magics.Kind kind, String name) {
    return magics.find(kind, name).orElseThrow(() -> MagicMistakes.unknown(magics, kind, name));
  }

  /**
   * Runs a magic with its arguments as they were typed.
   *
   * @return its value, or null
   * @throws MagicException if the arguments are wrong
   * @throws Exception what the magic threw
   */
  public Object run(Magics.Entry entry, String arguments, MagicCall call) throws Exception {
    CommandLine command = named(entry);
    if (command.getCommandSpec().userObject() instanceof TextMagic magic) {
      return run(command, magic, arguments, call);
    }
    return run(entry, MagicArguments.parse(arguments, call.session()::evaluate), call);
  }

  /** Runs a magic with its words as they are given. */
  public Object run(Magics.Entry entry, List<String> words, MagicCall call) throws Exception {
    CommandLine command = named(entry);
    if (command.getCommandSpec().userObject() instanceof TextMagic magic) {
      return run(command, magic, String.join(" ", words), call);
    }
    ParseResult parsed = parse(command, words);
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    CommandLine chosen = parsed.commandSpec().commandLine();
    if (parsed.isUsageHelpRequested()) {
      call.output().stream(StreamName.STDOUT, MagicHelp.of(chosen));
      return null;
    }
    if (chosen.getCommandSpec().userObject() instanceof Magic magic) {
      return magic.run(call);
    }
    throw new MagicException(
        chosen.getCommandSpec().qualifiedName()
            + " needs one of: "
            + String.join(", ", chosen.getSubcommands().keySet()));
  }

  private static Object run(CommandLine command, TextMagic magic, String text, MagicCall call)
      throws Exception {
    if (text.equals("--help") || text.equals("-h")) {
      call.output().stream(StreamName.STDOUT, MagicHelp.of(command));
      return null;
    }
    magic.text(text);
    return magic.run(call);
  }

  /** The command line of a magic, under the name that users type. */
  static CommandLine named(Magics.Entry entry) {
    String percent = entry.kind() == Magics.Kind.CELL ? "%%" : "%";
    return entry.command().get().setCommandName(percent + entry.name());
  }

  private static ParseResult parse(CommandLine command, List<String> words) {
    try {
      return command.parseArgs(words.toArray(String[]::new));
    } catch (ParameterException e) {
      throw MagicMistakes.of(e);
    }
  }
}
