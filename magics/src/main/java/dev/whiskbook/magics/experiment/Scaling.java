package dev.whiskbook.magics.experiment;

/** What stays the same while the number of actions grows. */
public enum Scaling {
  /** The whole work: each action gets its share, so more actions should take less time. */
  STRONG,
  /** The work of one action: more actions do more, and should take no more time. */
  WEAK
}
