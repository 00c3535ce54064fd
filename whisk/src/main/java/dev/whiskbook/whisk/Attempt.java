package dev.whiskbook.whisk;

/**
 * One try of one action number. Times are milliseconds since the epoch or, for phases, lengths in
 * milliseconds; {@link #UNKNOWN} stands for what was not told. {@code submitMs} and {@code seenMs}
 * are by this machine's clock, {@code startMs} and {@code endMs} by the server's, shifted to ours
 * if the two are more than a second apart.
 *
 * @param i the action number, from 0
 * @param attempt the try, from 1
 * @param activationId 32 hexadecimal digits; empty if no activation came of it
 * @param status how it ended
 * @param cold whether a container was initialised for it
 * @param container the container that ran it, whose name begins with its invoker, as in {@code
 *     wsk0_…}; empty where the server does not tell
 * @param submitMs when the request was sent
 * @param startMs when initialisation or else the run began
 * @param waitMs from the server's receipt to {@code startMs}
 * @param initMs initialisation; 0 if warm
 * @param runMs the run itself, without initialisation
 * @param endMs when the run ended
 * @param seenMs when we had the result
 * @param payloadBytes size of the arguments as sent
 * @param resultBytes size of the result
 * @param error what went wrong, in words; empty on success
 */
public record Attempt(
    int i,
    int attempt,
    String activationId,
    Status status,
    boolean cold,
    String container,
    long submitMs,
    long startMs,
    long waitMs,
    long initMs,
    long runMs,
    long endMs,
    long seenMs,
    long payloadBytes,
    long resultBytes,
    String error) {

  /** The same attempt with another explanation of how it ended. */
  public Attempt because(String newError) {
    return new Attempt(
        i,
        attempt,
        activationId,
        status,
        cold,
        container,
        submitMs,
        startMs,
        waitMs,
        initMs,
        runMs,
        endMs,
        seenMs,
        payloadBytes,
        resultBytes,
        newError);
  }

  /** The reason of an attempt that was given up because another one of its number had a result. */
  public static final String OVERTAKEN = "another attempt was faster";

  /** Whether it was given up because another attempt was faster. */
  public boolean isOvertaken() {
    return status == Status.CANCELLED && error.equals(OVERTAKEN);
  }

  /** Stands for a time or a size that was not told. */
  public static final long UNKNOWN = -1;
}
