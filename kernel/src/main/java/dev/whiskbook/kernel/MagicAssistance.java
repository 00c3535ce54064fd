package dev.whiskbook.kernel;

import dev.whiskbook.kernel.magic.Magics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * What an editor asks about a line that is, or may become, a magic. Positions here are indexes into
 * the text.
 */
final class MagicAssistance {

  private final Magics magics;

  MagicAssistance(Magics magics) {
    this.magics = magics;
  }

  /** Completions where the cursor is on a magic's line: its name, subcommands and options. */
  Optional<Completions> complete(String code, int cursor) {
    String line = lineBefore(code, cursor);
    if (!line.stripLeading().startsWith("%")) {
      return Optional.empty();
    }
    String word = line.substring(line.lastIndexOf(' ') + 1);
    var matches = new ArrayList<Completions.Completion>();
    if (line.stripLeading().equals(word)) {
      names()
          .filter(name -> name.startsWith(word))
          .forEach(name -> matches.add(completion(name, "magic")));
    } else {
      command(line).ifPresent(command -> addWords(command, word, matches));
    }
    int start = CodePoints.fromIndex(code, cursor - word.length());
    return Optional.of(new Completions(matches, start, CodePoints.fromIndex(code, cursor)));
  }

  /** The help of the magic on whose line the cursor is. */
  Optional<MimeBundle> inspect(String code, int cursor) {
    int lineEnd = code.indexOf('\n', cursor);
    String line = lineBefore(code, lineEnd < 0 ? code.length() : lineEnd);
    return line.stripLeading().startsWith("%")
        ? command(line).map(command -> MimeBundle.text(command.getUsageMessage()))
        : Optional.empty();
  }

  private static void addWords(
      CommandLine command, String word, List<Completions.Completion> matches) {
    command.getSubcommands().keySet().stream()
        .filter(name -> name.startsWith(word))
        .forEach(name -> matches.add(completion(name, "function")));
    command.getCommandSpec().options().stream()
        .flatMap(option -> Stream.of(option.names()))
        .filter(name -> name.startsWith(word))
        .forEach(name -> matches.add(completion(name, "option")));
  }

  private Optional<CommandLine> command(String line) {
    String[] words = line.strip().split("\\s+");
    Magics.Kind kind = words[0].startsWith("%%") ? Magics.Kind.CELL : Magics.Kind.LINE;
    String name = words[0].replaceFirst("^%%?", "");
    return magics
        .find(kind, name)
        .map(
            entry -> {
              CommandLine command = entry.command().get().setCommandName(words[0]);
              for (int i = 1;
                  i < words.length && command.getSubcommands().containsKey(words[i]);
                  i++) {
                command = command.getSubcommands().get(words[i]);
              }
              return command;
            });
  }

  private Stream<String> names() {
    return Stream.concat(
        magics.all(Magics.Kind.LINE).stream().map(entry -> "%" + entry.name()),
        magics.all(Magics.Kind.CELL).stream().map(entry -> "%%" + entry.name()));
  }

  private static Completions.Completion completion(String text, String type) {
    return new Completions.Completion(text, type);
  }

  private static String lineBefore(String code, int cursor) {
    return code.substring(code.lastIndexOf('\n', cursor - 1) + 1, cursor);
  }
}
