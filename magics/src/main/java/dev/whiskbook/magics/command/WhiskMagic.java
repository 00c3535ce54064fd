package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.magic.Magics;
import dev.whiskbook.magics.Workbench;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code %whisk}: what concerns OpenWhisk itself, a subcommand each. */
@Command(
    description = "Actions on OpenWhisk, and which OpenWhisk it is.",
    footer = {"", "Java: the variable whisk is the client, a dev.whiskbook.whisk.Whisk."})
public final class WhiskMagic {

  @Mixin HelpOption help;

  private WhiskMagic() {}

  /** The magic with all its subcommands. */
  public static Magics.Entry entry(Workbench workbench) {
    return new Magics.Entry(
        Magics.Kind.LINE,
        "whisk",
        Object.class,
        () ->
            new CommandLine(new WhiskMagic())
                .addSubcommand("deploy", new DeployMagic(workbench))
                .addSubcommand("status", new StatusMagic(workbench))
                .addSubcommand("target", TargetMagic.commandLine(workbench))
                .addSubcommand("limits", new LimitsMagic(workbench))
                .addSubcommand("standalone", StandaloneMagic.commandLine(workbench))
                .addSubcommand("logs", new ActivationLogsMagic(workbench))
                .addSubcommand("load", new LoadMagic(workbench)));
  }
}
