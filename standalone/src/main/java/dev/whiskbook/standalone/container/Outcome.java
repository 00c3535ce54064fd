package dev.whiskbook.standalone.container;

/** How {@link Container#init} or {@link Container#run} ended. */
public sealed interface Outcome {
  /** The container answered with JSON text: a result, or {@code {}} after initialisation. */
  record Answered(String json) implements Outcome {}

  /** The runtime itself reports a failure of the action's code, as a JSON object with an error. */
  record Failed(String errorJson) implements Outcome {}

  /** The code ended its process, or crashed it. */
  record Exited() implements Outcome {}

  /** The time limit passed. */
  record TimedOut() implements Outcome {}

  /** It took more memory than there is for it. */
  record MemoryExhausted() implements Outcome {}
}
