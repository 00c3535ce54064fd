package dev.whiskbook.magics.experiment;

import java.util.List;

/** Hears how a sweep goes, on the thread that runs it. */
public interface SweepListener {

  /** Hears nothing. */
  SweepListener NONE = new SweepListener() {};

  /** So many runs are to be done; so many of them are in the journal already. */
  default void planned(int runs, int known) {}

  /** A run that is not counted is about to begin. */
  default void warmingUp(Trial trial) {}

  /** A run ended. */
  default void measured(Measurement newest, List<Measurement> all) {}

  /** Something is amiss that does not stop the sweep, in a sentence. */
  default void warning(String sentence) {}
}
