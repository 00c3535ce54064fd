package dev.whiskbook.magics.stats;

/** What came of fitting a law to measurements: its parameters, or the reason why there are none. */
public sealed interface Fit permits ScalingFit, Fit.None {

  /** The law. */
  ScalingLaw law();

  /**
   * The measurements cannot tell.
   *
   * @param reason why, as a sentence
   */
  record None(ScalingLaw law, String reason) implements Fit {
    @Override
    public String toString() {
      return "%s: no fit. %s".formatted(law, reason);
    }
  }
}
