package dev.whiskbook.whisk;

/** How far a run in the journal came. */
public enum RunState {
  /** Its program is at work on it. */
  RUNNING,
  /** Each action number has a result or a reason why not. */
  DONE,
  /** Ended before that because its estimate was precise enough; it can be resumed. */
  CONVERGED,
  /** Ended before that, by an interrupt, a time limit or an error; it can be resumed. */
  INTERRUPTED,
  /** Its program ended without a word, by a crash or a kill; it can be resumed. */
  LOST
}
