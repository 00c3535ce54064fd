package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.OrchestratorConfig;
import dev.whiskbook.whisk.WhiskException;
import dev.whiskbook.whisk.js.JsException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code %whisk load}: takes over a config file of the Serverless Supercomputing orchestrator. */
@Command(
    description = {
      "Takes action, number of actions, args generator and reducer from an orchestrator's config",
      "file. A fan-out without arguments then runs and reduces it."
    },
    footer = {"", "Java: OrchestratorConfig config = OrchestratorConfig.load(path)"})
public final class LoadMagic implements Magic {

  private final Workbench workbench;

  @Mixin HelpOption help;

  @Parameters(paramLabel = "FILE", description = "A CommonJS module, such as config.js.")
  Path file;

  public LoadMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public Object run(MagicCall call) {
    workbench.logTo(call.output());
    try {
      OrchestratorConfig config = OrchestratorConfig.load(file, workbench.console());
      workbench.define(config);
      call.output().stream(StreamName.STDOUT, config + "\n");
      return null;
    } catch (WhiskException | JsException | IllegalArgumentException e) {
      throw new MagicException(e.getMessage(), e);
    }
  }
}
