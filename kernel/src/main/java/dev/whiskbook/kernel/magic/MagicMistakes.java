package dev.whiskbook.kernel.magic;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a magic as it was typed, and what was probably meant. */
final class MagicMistakes {

  private MagicMistakes() {}

  /** The arguments do not fit. */
  static MagicException of(ParameterException e) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String message =
        e instanceof UnmatchedArgumentException unmatched
            ? name + unmatched(command, unmatched)
            : name + ": " + e.getMessage().strip();
    String end = message.endsWith(".") || message.endsWith("?") ? "" : ".";
    return new MagicException(message + end + " '" + name + " --help' shows what it takes.", e);
  }

  /** There is no such magic. */
  static MagicException unknown(Magics magics, Magics.Kind kind, String name) {
    String percent = kind == Magics.Kind.CELL ? "%%" : "%";
    Magics.Kind other = kind == Magics.Kind.CELL ? Magics.Kind.LINE : Magics.Kind.CELL;
    String message = "There is no magic " + percent + name + ".";
    if (magics.find(other, name).isPresent()) {
      message +=
          kind == Magics.Kind.CELL
              ? " It is a line magic: write it with one percent sign."
              : " It is a cell magic: write %%" + name + " on the first line of a cell of its own.";
    }
    List<String> known = magics.all(kind).stream().map(Magics.Entry::name).sorted().toList();
    return new MagicException(
        message + didYouMean(similar(name, known), percent) + thereAre(known, percent));
  }

  private static String unmatched(CommandLine command, UnmatchedArgumentException e) {
    String word = e.getUnmatched().getFirst();
    List<String> commands = List.copyOf(command.getSubcommands().keySet());
    if (e.isUnknownOption()) {
      return " has no option " + word + "." + didYouMean(e.getSuggestions(), "");
    }
    return commands.isEmpty()
        ? " does not take '" + word + "'."
        : " has no command "
            + word
            + "."
            + didYouMean(similar(word, commands), "")
            + thereAre(commands, "");
  }

  private static List<String> similar(String name, List<String> known) {
    var all = new CommandLine(CommandSpec.create());
    known.forEach(one -> all.addSubcommand(one, CommandSpec.create()));
    return new UnmatchedArgumentException(all, List.of(name)).getSuggestions();
  }

  private static String didYouMean(List<String> names, String prefix) {
    return names.isEmpty()
        ? ""
        : " Did you mean "
            + names.stream().map(name -> prefix + name).collect(Collectors.joining(" or "))
            + "?";
  }

  private static String thereAre(List<String> names, String prefix) {
    return names.isEmpty()
        ? ""
        : " There are: "
            + names.stream().map(name -> prefix + name).collect(Collectors.joining(" "));
  }
}
