package dev.whiskbook.standalone.entity;

import tools.jackson.databind.node.ObjectNode;

/** What a namespace holds under a name. All sorts of entities share one set of names. */
public sealed interface Entity permits WhiskAction, WhiskPackage, WhiskTrigger, WhiskRule {
  /** Where it stands. */
  QualifiedName id();

  /** Raised by every update. */
  SemVer version();

  /** The shorter document that lists hold. */
  ObjectNode toSummary();
}
