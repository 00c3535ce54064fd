package dev.whiskbook.whisk;

/**
 * Hears how a fan-out goes. All calls come on the thread that runs the fan-out, so a listener needs
 * no locks; one that throws ends the run.
 */
public interface FanOutListener {

  /** Hears nothing. */
  FanOutListener NONE = new FanOutListener() {};

  /** The arguments are made and the limits known; nothing is sent yet. */
  default void planned(Plan plan) {}

  /** The action is on the server. */
  default void deployed(Deployment deployment) {}

  /** An attempt ended, well or not. */
  default void attempted(Attempt attempt) {}

  /** An action number is done with. */
  default void finished(ActionResult result, Progress progress) {}

  /** Something is amiss that does not stop the run, in a sentence. */
  default void warning(String sentence) {}

  /** The run is held up, for instance by a throttle. */
  default void waiting(String why, long ms) {}
}
