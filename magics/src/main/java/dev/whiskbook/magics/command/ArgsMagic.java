package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.js.JsException;
import dev.whiskbook.whisk.js.JsFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code %%args}: an args generator in JavaScript. */
@Command(
    description = {
      "Defines the arguments of action i of n: the JavaScript function (i, n) => ({…}) below.",
      "The following fan-outs use it unless --args names another one."
    },
    footer = {"", "Java: whisk.fanOut(action).args((i, n) -> Map.of(\"i\", i))"})
public final class ArgsMagic implements Magic {

  private final Workbench workbench;

  @Mixin HelpOption help;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      defaultValue = "args",
      description = "For --args NAME of a fan-out (${DEFAULT-VALUE}).")
  String name;

  public ArgsMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public Object run(MagicCall call) {
    workbench.logTo(call.output());
    try {
      workbench.define(
          name, JsFunction.args(JsCell.source(call), "%%args " + name, workbench.console()));
      return null;
    } catch (JsException e) {
      throw new MagicException(e.getMessage(), e);
    }
  }
}
