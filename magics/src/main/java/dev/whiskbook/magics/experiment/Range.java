package dev.whiskbook.magics.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Whole numbers as a person writes them: {@code 1,2,4..4096}.
 *
 * <ul>
 *   <li>{@code 3,5,8}: these.
 *   <li>{@code 1..10}: all from 1 to 10.
 *   <li>{@code 10,20..100}: by the step of the two numbers before the dots.
 *   <li>{@code 1,2,4..4096}: three numbers before the dots go on as they began: by their ratio if
 *       that is the same twice, or else by their step.
 * </ul>
 *
 * Several may stand behind each other: {@code 1..4,8,16,32..256}. The number behind the dots is the
 * last one if the steps meet it, and is not exceeded.
 */
public final class Range {

  /** More values than that are a mistake. */
  private static final int MOST = 10_000;

  private Range() {}

  /**
   * The numbers, each once, from the smallest to the largest.
   *
   * @throws IllegalArgumentException with what is wrong with the text
   */
  public static List<Integer> parse(String text) {
    List<Integer> all = new ArrayList<>();
    List<Integer> before = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String[] ends = part.split("\\.\\.", -1);
      if (ends.length > 2) {
        throw wrong(text, "'%s' has dots twice".formatted(part));
      }
      before.add(number(ends[0], text));
      all.add(before.getLast());
      if (ends.length == 2) {
        goOn(all, before, number(ends[1], text), text);
        before.clear();
      }
    }
    return List.copyOf(new TreeSet<>(all));
  }

  private static void goOn(List<Integer> all, List<Integer> before, int end, String text) {
    int last = before.getLast();
    if (end < last) {
      throw wrong(text, "%d is below %d".formatted(end, last));
    }
    double[] tail = before.stream().mapToDouble(x -> x).toArray();
    int count = tail.length;
    double step = count < 2 ? 1 : tail[count - 1] - tail[count - 2];
    double ratio = 0;
    if (count >= 3) {
      double first = tail[count - 3];
      double second = tail[count - 2];
      if (first > 0 && second / first == last / second) {
        ratio = last / second;
      } else if (second - first != step) {
        throw wrong(
            text,
            "%s go on neither by a step nor by a ratio"
                .formatted(before.subList(count - 3, count)));
      }
    }
    if (ratio == 0 ? step <= 0 : ratio <= 1) {
      throw wrong(text, "the numbers before the dots do not grow");
    }
    for (double next = next(last, step, ratio);
        Math.round(next) <= end;
        next = next(next, step, ratio)) {
      all.add(Math.toIntExact(Math.round(next)));
      if (all.size() > MOST) {
        throw wrong(text, "that is more than %,d numbers".formatted(MOST));
      }
    }
  }

  private static double next(double last, double step, double ratio) {
    return ratio == 0 ? last + step : last * ratio;
  }

  private static int number(String text, String whole) {
    String digits = text.strip().replace("_", "");
    if (!digits.matches("\\d{1,9}") || Integer.parseInt(digits) == 0) {
      throw wrong(whole, "'%s' is no whole number of at least 1".formatted(text.strip()));
    }
    return Integer.parseInt(digits);
  }

  private static IllegalArgumentException wrong(String text, String why) {
    return new IllegalArgumentException(
        "%s: %s. A range is written 1,2,4..4096 (by the ratio), 10,20..100 (by the step), 1..10 or 3,5,8."
            .formatted(text, why));
  }

  /** As ints, for loops. */
  public static int[] ints(String text) {
    return parse(text).stream().mapToInt(Integer::intValue).toArray();
  }

  static List<Integer> checked(String what, int[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("A sweep needs at least one %s.".formatted(what));
    }
    for (int value : values) {
      if (value < 1) {
        throw new IllegalArgumentException(
            "%s must be at least 1, not %,d.".formatted(what, value));
      }
    }
    return List.copyOf(new TreeSet<>(Arrays.stream(values).boxed().toList()));
  }
}
