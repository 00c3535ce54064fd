package dev.whiskbook.standalone.control;

/**
 * The life of a container in the pool.
 *
 * <pre>
 *      cold start         initialised           next activation
 *  (none) ─────► STARTING ───────────► BUSY ◄──────────────────── IDLE
 *                   │                   │ ───────────────────────► │
 *                   │                   │        result            │
 *       init failed │           timeout,│                          │ idle too long,
 *                   │    crash, developer error                    │ evicted, pool closed
 *                   ▼                   ▼                          ▼
 *                DESTROYED ◄────────────┴──────────────────────────┘
 * </pre>
 *
 * A stem cell, a container that holds no action yet, is outside of this: it becomes STARTING when a
 * cold start takes it.
 */
enum ContainerState {
  STARTING,
  BUSY,
  IDLE,
  DESTROYED;

  boolean mayBecome(ContainerState next) {
    return switch (this) {
      case STARTING -> next == BUSY || next == DESTROYED;
      case BUSY -> next == IDLE || next == DESTROYED;
      case IDLE -> next == BUSY || next == DESTROYED;
      case DESTROYED -> false;
    };
  }
}
