package dev.whiskbook.whisk;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * What the journal knows of how a run was made.
 *
 * @param id the run's id
 * @param action the action's name
 * @param definition the action as its author defined it; empty if it was on the server already
 * @param target the target's name
 * @param apihost where it ran
 * @param n how many actions
 * @param seed what the actions' seeds derive from, if set
 * @param settings the options of the fan-out, by their names
 * @param environment of the program that made it: java, os, arch, processors
 * @param plan the plan as JSON, as {@link Plan} has it
 */
public record RunDetails(
    String id,
    String action,
    Optional<Action> definition,
    String target,
    String apihost,
    int n,
    OptionalLong seed,
    Map<String, Object> settings,
    Map<String, Object> environment,
    JsonNode plan) {

  /** Memory limit of each container in MB. */
  public int memoryMb() {
    return plan.path("memoryMb").asInt(0);
  }

  /** What a GB of memory costs for a second. */
  public double pricePerGbSecond() {
    return plan.path("pricePerGbSecond").asDouble(0);
  }
}
