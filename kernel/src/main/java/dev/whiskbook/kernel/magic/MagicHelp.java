package dev.whiskbook.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What {@code --help} of a magic shows. The lines of a description are one paragraph, broken where
 * the help is wide enough, not where they end in the source; lines that begin with a space, as of a
 * list, stay lines.
 */
public final class MagicHelp {

  /** Columns. A cell of JupyterLab has more, and a terminal seldom less. */
  private static final int WIDTH = 100;

  private MagicHelp() {}

  /**
   * The help of a command line, which is of no other use afterwards.
   *
   * @return lines, the last one ended
   */
  public static String of(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    spec.usageMessage().description(paragraphs(spec.usageMessage().description()));
    // Descriptions of arguments cannot be changed, so each gives its place to one like it.
    List.copyOf(spec.args()).stream()
        .filter(arg -> arg.group() == null) // those of a group belong to it
        .forEach(arg -> spec.remove(arg).add(inParagraphs(arg)));
    command.getSubcommands().values().forEach(MagicHelp::giveHeader);
    return command.setUsageHelpWidth(WIDTH).getUsageMessage();
  }

  /** By which a list of commands shows it; else that would be the first line of the description. */
  private static void giveHeader(CommandLine subcommand) {
    String sentence = FirstSentence.of(subcommand).replace("%", "%%");
    subcommand.getCommandSpec().usageMessage().header(sentence);
  }

  private static ArgSpec inParagraphs(ArgSpec arg) {
    String[] description = paragraphs(arg.description());
    for (int i = 0; i < description.length; i++) {
      description[i] = description[i].replace("%", "%%"); // it was read, and so formatted, once
    }
    return arg instanceof OptionSpec option
        ? option.toBuilder().description(description).build()
        : ((PositionalParamSpec) arg).toBuilder().description(description).build();
  }

  private static String[] paragraphs(String[] lines) {
    List<String> paragraphs = new ArrayList<>();
    boolean open = false;
    for (String line : lines) {
      boolean own = line.isBlank() || line.startsWith(" ");
      if (open && !own) {
        paragraphs.add(paragraphs.removeLast() + " " + line);
      } else {
        paragraphs.add(line);
      }
      open = !own;
    }
    return paragraphs.toArray(String[]::new);
  }
}
