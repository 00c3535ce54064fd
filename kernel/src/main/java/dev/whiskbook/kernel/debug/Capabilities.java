package dev.whiskbook.kernel.debug;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the debugger can do, as it tells front ends. */
final class Capabilities {

  private Capabilities() {}

  static ObjectNode json() {
    ObjectNode can = Json.object();
    can.put("supportsConfigurationDoneRequest", true);
    can.put("supportsConditionalBreakpoints", true);
    can.put("supportsHitConditionalBreakpoints", true);
    can.put("supportsLogPoints", true);
    can.put("supportsSetVariable", true);
    can.put("supportsEvaluateForHovers", true);
    can.put("supportsExceptionInfoRequest", true);
    can.put("supportsModulesRequest", true);
    can.put("supportsTerminateRequest", true);
    can.put("supportTerminateDebuggee", true);
    ArrayNode filters = can.putArray("exceptionBreakpointFilters");
    filter(filters, Debugger.RAISED, "Raised Exceptions", "all that come through code of a cell");
    filter(
        filters, Debugger.UNCAUGHT, "Uncaught Exceptions", "those that no code of a cell catches");
    return can;
  }

  private static void filter(ArrayNode filters, String id, String label, String description) {
    filters
        .addObject()
        .put("filter", id)
        .put("label", label)
        .put("description", description)
        .put("default", false);
  }
}
