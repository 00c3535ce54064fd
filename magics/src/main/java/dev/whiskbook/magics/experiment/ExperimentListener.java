package dev.whiskbook.magics.experiment;

/** Hears how an experiment goes, on the thread that runs it. */
@FunctionalInterface
public interface ExperimentListener {

  /** Hears nothing. */
  ExperimentListener NONE = (what, done, all) -> {};

  /** What is being done, and how much of all is done. */
  void progress(String what, long done, long all);
}
