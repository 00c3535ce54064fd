package dev.whiskbook.standalone.data;

import dev.whiskbook.standalone.entity.QualifiedName;
import dev.whiskbook.standalone.entity.WhiskAction;
import java.util.Optional;

/** Finds the parts of sequences and compositions while they run. */
public interface ActionLookup {
  /**
   * An action that is there.
   *
   * @param action with the parameters of its package under its own
   * @param binding through which it was named, as {@code namespace/package}
   */
  record Found(WhiskAction action, Optional<String> binding) {}

  /** The action with this name, if there is one. */
  Optional<Found> find(QualifiedName name);

  /** True if {@code namespace} may invoke it, whether it is there or not. */
  boolean mayInvoke(String namespace, QualifiedName name);
}
