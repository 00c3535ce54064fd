package dev.whiskbook.kernel.magic.standard;

import picocli.CommandLine.Option;

/** The option that every magic has. */
final class Help {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  boolean requested;
}
