package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.Target;
import dev.whiskbook.whisk.TargetProfiles;
import dev.whiskbook.whisk.WhiskException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** {@code %whisk target list}: the targets that have names. */
@Command(
    description = "The targets that were given names, without their keys.",
    footer = {"", "Java: workbench.targets().profiles().names()"})
public final class TargetListMagic implements Magic {
  private final Workbench workbench;

  @Mixin HelpOption help;

  public TargetListMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public Object run(MagicCall call) {
    TargetProfiles profiles = workbench.targets().profiles();
    StringColumn name = StringColumn.create("name");
    StringColumn apihost = StringColumn.create("apihost");
    StringColumn namespace = StringColumn.create("namespace");
    StringColumn transport = StringColumn.create("transport");
    try {
      for (String each : profiles.names()) {
        Target target = profiles.find(each).orElseThrow();
        name.append(target.name());
        apihost.append(target.apihost().toString());
        namespace.append(target.namespace());
        transport.append(target.transport().toString());
      }
    } catch (WhiskException e) {
      throw new MagicException(e.getMessage(), e);
    }
    return Table.create("targets", name, apihost, namespace, transport);
  }
}
