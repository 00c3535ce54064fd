package dev.whiskbook.magics.command;

import picocli.CommandLine.Option;

/** The option that every magic has. */
final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  boolean requested;
}
