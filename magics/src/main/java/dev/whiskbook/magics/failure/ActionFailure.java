package dev.whiskbook.magics.failure;

import dev.whiskbook.whisk.Status;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A way in which actions of a run failed.
 *
 * @param status how they ended
 * @param message what went wrong, in words
 * @param numbers the action numbers, ascending
 * @param places where in cells it came from, as lines of a traceback; empty if that is not known
 */
public record ActionFailure(
    Status status, String message, List<Integer> numbers, List<String> places) {

  private static final int NUMBERS_SHOWN = 5;
  private static final Pattern ANSI = Pattern.compile("\u001b\\[[0-9;]*m");

  public ActionFailure {
    numbers = List.copyOf(numbers);
    places = List.copyOf(places);
  }

  /** Which actions these are, such as {@code actions 1, 4 and 9}. */
  public String who() {
    String some =
        numbers.stream()
            .limit(NUMBERS_SHOWN)
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    int more = numbers.size() - NUMBERS_SHOWN;
    return (numbers.size() == 1 ? "action " : "actions ")
        + some
        + (more > 0 ? " and %,d more".formatted(more) : "");
  }

  /** Where in a cell it came from, such as {@code cell 3, line 2: return x.y;}; may be empty. */
  public String where() {
    return places.stream()
        .limit(2)
        .map(line -> ANSI.matcher(line).replaceAll("").strip())
        .map(line -> line.replaceFirst("^--> \\d+ \\| *", "").replaceFirst("^in cell", "cell"))
        .collect(Collectors.joining(": "));
  }

  /** The failure as a traceback, with ANSI colours. */
  public String text() {
    String first = "%s: %s: %s".formatted(who(), status, message);
    return places.isEmpty() ? first : first + "\n" + String.join("\n", places);
  }
}
