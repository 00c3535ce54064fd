package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.magics.failure.ActionSource;
import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.js.JsAction;
import dev.whiskbook.whisk.js.JsException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code %%action}: defines an action from the cell. */
@Command(
    description = "Defines an action: the JavaScript below, a function or a script with a main.",
    footer = {"", "Java: Action.js(\"pi\", source).memory(256)"})
public final class ActionMagic implements Magic {

  private final Workbench workbench;

  @Mixin HelpOption help;

  @Parameters(paramLabel = "NAME", description = "What the action is called on OpenWhisk.")
  String name;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "nodejs:default",
      description = "The runtime (${DEFAULT-VALUE}).")
  String kind;

  @Option(names = "--memory", paramLabel = "MB", description = "Memory of a container.")
  Integer memory;

  @Option(names = "--timeout", paramLabel = "MS", description = "Longest time of one activation.")
  Integer timeout;

  @Option(names = "--logs", paramLabel = "MB", description = "Size limit of an activation's logs.")
  Integer logs;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "Activations at once in one container.")
  Integer concurrency;

  @Option(
      names = {"-p", "--param"},
      paramLabel = "KEY=VALUE",
      description = "Binds a parameter; the value is JSON, or else text.")
  Map<String, String> parameters = new LinkedHashMap<>();

  public ActionMagic(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public Object run(MagicCall call) {
    if (call.body().isBlank()) {
      throw new MagicException(
          "%%action " + name + " has no code: write a JavaScript function under it.");
    }
    try {
      Action action = action(call);
      workbench.define(action);
      workbench.define(
          new ActionSource(
              name, call.session().executionCount(), call.line() + 1, call.body(), action.code()));
    } catch (JsException | IllegalArgumentException e) {
      throw new MagicException(e.getMessage(), e);
    }
    return null;
  }

  private Action action(MagicCall call) {
    String code =
        kind.startsWith("nodejs")
            ? JsAction.withMain(call.body(), "%%action " + name, call.line() + 1)
            : call.body();
    Action action = Action.js(name, code).kind(kind);
    action = memory == null ? action : action.memory(memory);
    action = timeout == null ? action : action.timeout(timeout);
    action = logs == null ? action : action.logs(logs);
    action = concurrency == null ? action : action.concurrency(concurrency);
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      action = action.param(parameter.getKey(), jsonOrText(parameter.getValue()));
    }
    return action;
  }

  private static Object jsonOrText(String value) {
    try {
      return JsonMapper.shared().readTree(value);
    } catch (JacksonException e) {
      return value;
    }
  }
}
