package dev.whiskbook.standalone.control;

/**
 * The life of a container.
 *
 * <pre>
 *  made in advance               cold start                    first of its activations
 *  ───────────────► STEM_CELL ───────────────► STARTING ──────► BUSY ◄─────────────────── IDLE
 *        cold start with no stem cell left ───────► │             │ ──────────────────────► │
 *                                                   │             │  last activation ended  │
 *                             could not be made,    │             │                         │ idle too long,
 *                             init failed           │             │ time limit, crash,      │ evicted for another
 *                                                   │             │ developer error         │ action's memory
 *                                                   ▼             ▼                         ▼
 *                                                REMOVING ◄───────┴─────────────────────────┘
 *                                                   │ its code has really stopped, its memory is free
 *                                                   ▼
 *                                                REMOVED
 * </pre>
 *
 * The data plane moves containers between IDLE and BUSY by itself; all other moves are the control
 * plane's.
 */
public enum ContainerState {
  /** Made, and holds no action yet; charged to no action's memory. */
  STEM_CELL,
  /** Has its share of the memory, and is being made or initialised for its first activation. */
  STARTING,
  /** At least one activation is in it. */
  BUSY,
  /** Initialised, and waits for the next activation of its action. */
  IDLE,
  /** Takes no activation any more; still has its memory. */
  REMOVING,
  REMOVED;

  boolean mayBecome(ContainerState next) {
    return switch (this) {
      case STEM_CELL -> next == STARTING || next == REMOVED;
      case STARTING, IDLE -> next == BUSY || next == REMOVING;
      case BUSY -> next == IDLE || next == REMOVING;
      case REMOVING -> next == REMOVED;
      case REMOVED -> false;
    };
  }
}
