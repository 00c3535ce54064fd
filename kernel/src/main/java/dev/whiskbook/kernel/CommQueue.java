package dev.whiskbook.kernel;

import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** The messages that have come behind one that is being handled. May be asked by any thread. */
@FunctionalInterface
public interface CommQueue {

  /** Whether a message to a comm is among them whose data passes a test. */
  boolean has(String commId, Predicate<ObjectNode> data);
}
