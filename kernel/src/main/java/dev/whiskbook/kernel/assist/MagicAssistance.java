package dev.whiskbook.kernel.assist;

import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.magic.FirstSentence;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicHelp;
import dev.whiskbook.kernel.magic.Magics;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Completes magics from picocli's model of them: names, subcommands, options and their values; what
 * only the magic knows, it is asked for by {@link Magic#candidates}.
 */
final class MagicAssistance {

  /** Labels of arguments that are names of files. */
  private static final Set<String> FILES =
      Set.of("FILE", "FILES", "FOLDER", "PATH", "GLOB", "JAR", "JARS", "ARGUMENT", "COMMAND");

  /** Magics whose arguments are a command line of the shell. */
  private static final Set<String> SHELLS = Set.of("sh", "system", "bash");

  private final Magics magics;
  private final Session session;

  MagicAssistance(Magics magics, Session session) {
    this.magics = magics;
    this.session = session;
  }

  /**
   * The names of magics, with their percent signs.
   *
   * @param cellMagics whether the cell begins here, so that {@code %%name} may stand
   */
  List<Completion> names(String typed, boolean cellMagics) {
    return Stream.concat(
            magics.all(Magics.Kind.LINE).stream().map(entry -> name("%", entry)),
            cellMagics
                ? magics.all(Magics.Kind.CELL).stream().map(entry -> name("%%", entry))
                : Stream.empty())
        .filter(magic -> magic.text().startsWith(typed))
        .toList();
  }

  private static Completion name(String percent, Magics.Entry entry) {
    return new Completion(
        percent + entry.name(), "magic", "", FirstSentence.of(entry.command().get()));
  }

  /** What may stand at the end of a magic's line, instead of the word there. */
  List<Completion> arguments(MagicLine line) {
    if (line.body() || SHELLS.contains(line.name())) {
      boolean shell = SHELLS.contains(line.name());
      return shell ? files(line.word()) : List.of();
    }
    Optional<CommandLine> whole = command(line.kind(), line.name());
    if (whole.isEmpty()) {
      return List.of();
    }
    CommandLine command = whole.get();
    int positionals = 0;
    ArgSpec pending = null;
    for (String word : line.arguments()) {
      OptionSpec option = command.getCommandSpec().findOption(word);
      if (pending != null) {
        pending = null;
      } else if (option != null) {
        pending = option.arity().max() > 0 ? option : null;
      } else if (positionals == 0 && command.getSubcommands().containsKey(word)) {
        command = command.getSubcommands().get(word);
      } else if (!word.startsWith("-")) {
        positionals++;
      }
    }
    if (pending != null) {
      return values(pending, command, line.word(), "");
    }
    return words(command, positionals, line.word());
  }

  private List<Completion> words(CommandLine command, int positionals, String word) {
    int equals = word.indexOf('=');
    if (word.startsWith("-") && equals > 0) {
      OptionSpec option = command.getCommandSpec().findOption(word.substring(0, equals));
      return option == null
          ? List.of()
          : values(option, command, word.substring(equals + 1), word.substring(0, equals + 1));
    }
    List<Completion> found = new ArrayList<>();
    if (positionals == 0) {
      command
          .getSubcommands()
          .forEach((name, subcommand) -> addSubcommand(name, subcommand, word, found));
    }
    for (PositionalParamSpec parameter : command.getCommandSpec().positionalParameters()) {
      if (parameter.index().contains(positionals)) {
        found.addAll(values(parameter, command, word, ""));
      }
    }
    for (OptionSpec option : command.getCommandSpec().options()) {
      addOption(option, word, found);
    }
    return found;
  }

  private static void addSubcommand(
      String name, CommandLine subcommand, String word, List<Completion> found) {
    if (name.startsWith(word)) {
      found.add(new Completion(name, "command", "", FirstSentence.of(subcommand)));
    }
  }

  private static void addOption(OptionSpec option, String word, List<Completion> found) {
    for (String name : option.names()) {
      boolean wanted = word.isEmpty() ? name.equals(option.longestName()) : true;
      if (wanted && name.startsWith(word) && !option.hidden()) {
        String value = option.arity().max() > 0 ? " " + label(option) : "";
        found.add(new Completion(name, "option", name + value, FirstSentence.of(option)));
      }
    }
  }

  /** The values that an option or a positional parameter may have, each behind what is before. */
  private List<Completion> values(
      ArgSpec argument, CommandLine command, String typed, String before) {
    List<Completion> found = new ArrayList<>();
    Iterable<String> declared = argument.completionCandidates();
    if (declared != null) {
      StreamSupport.stream(declared.spliterator(), false)
          .forEach(value -> found.add(new Completion(value, "value")));
    }
    if (command.getCommandSpec().userObject() instanceof Magic magic) {
      found.addAll(magic.candidates(label(argument), session));
    }
    found.removeIf(value -> !value.text().startsWith(typed));
    if (found.isEmpty() && isFile(argument)) {
      found.addAll(files(typed));
    }
    found.replaceAll(
        value ->
            new Completion(
                before + value.text(), value.type(), value.signature(), value.documentation()));
    return found;
  }

  private static String label(ArgSpec argument) {
    return argument.paramLabel().replaceAll("[<>]", "");
  }

  private static boolean isFile(ArgSpec argument) {
    Class<?> type = argument.typeInfo().getType();
    return type == Path.class || type == File.class || FILES.contains(label(argument));
  }

  private static List<Completion> files(String typed) {
    return FileNames.complete(typed.replace("\\ ", " "), Path.of("").toAbsolutePath()).stream()
        .map(file -> new Completion(file.text().replace(" ", "\\ "), file.type()))
        .toList();
  }

  /** The help of a magic and its subcommands. */
  Optional<MimeBundle> help(MagicLine line) {
    return command(line.kind(), line.name())
        .map(
            command -> {
              CommandLine chosen = command;
              List<String> words = new ArrayList<>(line.arguments());
              if (!line.isName()) {
                words.add(line.word());
              }
              for (String word : words) {
                if (!chosen.getSubcommands().containsKey(word)) {
                  break;
                }
                chosen = chosen.getSubcommands().get(word);
              }
              return bundle(MagicHelp.of(chosen).stripTrailing());
            });
  }

  private static MimeBundle bundle(String help) {
    String escaped = help.replace("&", "&amp;").replace("<", "&lt;");
    return MimeBundle.text(help)
        .with(MimeBundle.TEXT_MARKDOWN, "```\n" + help + "\n```")
        .with(MimeBundle.TEXT_HTML, "<pre>" + escaped + "</pre>");
  }

  /** What stands in the lines under a cell magic. */
  Magic.Body body(String name) {
    return command(Magics.Kind.CELL, name)
        .map(command -> command.getCommandSpec().userObject())
        .filter(Magic.class::isInstance)
        .map(magic -> ((Magic) magic).body())
        .orElse(Magic.Body.TEXT);
  }

  private Optional<CommandLine> command(Magics.Kind kind, String name) {
    String percent = kind == Magics.Kind.CELL ? "%%" : "%";
    return magics.find(kind, name).map(e -> e.command().get().setCommandName(percent + name));
  }
}
