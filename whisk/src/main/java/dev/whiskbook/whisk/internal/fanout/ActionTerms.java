package dev.whiskbook.whisk.internal.fanout;

import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.DeployedAction;
import dev.whiskbook.whisk.Limits;
import dev.whiskbook.whisk.internal.FanOutSettings;
import dev.whiskbook.whisk.internal.Rest;
import java.nio.charset.StandardCharsets;

/**
 * What a run must know of its action before it is deployed.
 *
 * @param memoryMb memory limit in MB
 * @param timeoutMs time limit in ms; the longest that is allowed where it is not told
 * @param codeBytes size of the code; 0 if it is on the server already
 */
record ActionTerms(int memoryMb, int timeoutMs, long codeBytes) {
  // OpenWhisk's default (application.conf, whisk.memory.std).
  private static final int MEMORY_MB = 256;

  static ActionTerms of(Rest rest, FanOutSettings settings, Limits limits) {
    return settings
        .action()
        .map(action -> of(action, limits))
        .orElseGet(() -> of(rest.description(settings.name())));
  }

  private static ActionTerms of(Action action, Limits limits) {
    return new ActionTerms(
        action.memoryMb().orElse(MEMORY_MB),
        action.timeoutMs().orElse(limits.maxTimeoutMs()),
        action.code().getBytes(StandardCharsets.UTF_8).length);
  }

  private static ActionTerms of(DeployedAction action) {
    return new ActionTerms(
        action.limits().getOrDefault("memory", MEMORY_MB), action.timeoutMs(), 0);
  }
}
