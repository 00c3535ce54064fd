package dev.whiskbook.standalone.status;

import static java.lang.System.Logger.Level.DEBUG;

import dev.whiskbook.standalone.entity.Activation;
import java.util.LinkedHashMap;
import java.util.Map;

/** One line in the server's log for each activation, with fields that tools can find. */
public final class ActivationLogger {
  private static final System.Logger LOG = System.getLogger(ActivationLogger.class.getName());

  private ActivationLogger() {}

  /** Tells of an activation that has ended. */
  public static void ended(Activation activation) {
    if (LOG.isLoggable(DEBUG)) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("activationId", activation.activationId());
      fields.put("namespace", activation.namespace());
      fields.put("action", activation.path());
      fields.put("status", activation.response().status().text());
      activation.annotatedMs("waitTime").ifPresent(ms -> fields.put("waitTimeMs", ms));
      activation.annotatedMs("initTime").ifPresent(ms -> fields.put("initTimeMs", ms));
      activation.span().durationMs().ifPresent(ms -> fields.put("durationMs", ms));
      fields.put("container", activation.containerId());
      if (!activation.simulated().isEmpty()) {
        fields.put("simulated", activation.simulated());
      }
      LOG.log(DEBUG, "activation {0}", fields);
    }
  }
}
