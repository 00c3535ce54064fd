package dev.whiskbook.whisk;

/**
 * The thread that ran a fan-out was interrupted. What was done by then is in {@link #partial()}.
 */
public final class FanOutInterrupted extends InterruptedException {
  private static final long serialVersionUID = 1L;

  private final transient Run partial;

  /** With what is done so far; the rest is marked {@link Status#CANCELLED}. */
  public FanOutInterrupted(Run partial) {
    super("The fan-out was interrupted. What was done is kept as " + partial);
    this.partial = partial;
  }

  /** The run as far as it came. */
  public Run partial() {
    return partial;
  }
}
