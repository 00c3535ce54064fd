package dev.whiskbook.kernel.magic;

import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/** What a magic, a subcommand or an argument is for, in the first sentence of its description. */
public final class FirstSentence {

  private FirstSentence() {}

  /** Of a magic or a subcommand; empty if it has no description. */
  public static String of(CommandLine command) {
    // A format to picocli, which has percent signs doubled, unlike the description of an argument.
    String description = String.join(" ", command.getCommandSpec().usageMessage().description());
    return of(description.replace("%n", " ").replace("%%", "%"));
  }

  /** Of an option or a parameter; empty if it has no description. */
  public static String of(ArgSpec argument) {
    return of(String.join(" ", argument.description()));
  }

  private static String of(String description) {
    String text = description.replaceAll("\\s+", " ").strip();
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }
}
