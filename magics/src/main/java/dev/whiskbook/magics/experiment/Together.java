package dev.whiskbook.magics.experiment;

import dev.whiskbook.whisk.Attempt;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** What ran together with an activation, while it ran. */
final class Together {

  private Together() {}

  /**
   * For each attempt the mean, over the time that it ran, of a function of how many of them ran.
   * Initialisation is not part of that time.
   *
   * @return in the order of the attempts; the function of 1 where an attempt ran for no time
   */
  static double[] mean(List<Attempt> attempts, IntToDoubleFunction ofCount) {
    long[] begins = attempts.stream().mapToLong(Together::begin).sorted().toArray();
    long[] ends = attempts.stream().mapToLong(Attempt::endMs).sorted().toArray();
    long[] times = new long[begins.length + ends.length];
    double[] sums = new double[times.length];
    int begun = 0;
    int ended = 0;
    for (int k = 0; k < times.length; k++) {
      long time =
          begun < begins.length && begins[begun] <= ends[ended] ? begins[begun] : ends[ended];
      if (k > 0) {
        sums[k] = sums[k - 1] + (time - times[k - 1]) * ofCount.applyAsDouble(begun - ended);
      }
      times[k] = time;
      if (begun < begins.length && begins[begun] == time) {
        begun++;
      } else {
        ended++;
      }
    }
    return attempts.stream()
        .mapToDouble(
            a ->
                begin(a) == a.endMs()
                    ? ofCount.applyAsDouble(1)
                    : (sums[Arrays.binarySearch(times, a.endMs())]
                            - sums[Arrays.binarySearch(times, begin(a))])
                        / (a.endMs() - begin(a)))
        .toArray();
  }

  private static long begin(Attempt attempt) {
    return attempt.endMs() - Math.min(attempt.runMs(), attempt.endMs() - attempt.startMs());
  }
}
