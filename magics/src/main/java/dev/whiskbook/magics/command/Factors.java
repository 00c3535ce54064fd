package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.experiment.Range;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words of a magic that are of the form {@code n=1,2,4..64}, and the one that is not. */
record Factors(Map<String, int[]> ranges, String action) {

  /**
   * Sorts the words.
   *
   * @param magic for messages
   * @param known the names that may stand before =
   * @throws MagicException if a name is unknown or given twice, a range is none, or there are two
   *     words without =
   */
  static Factors of(String magic, List<String> words, Set<String> known) {
    Map<String, int[]> ranges = new LinkedHashMap<>();
    String action = null;
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 0) {
        if (action != null) {
          throw new MagicException(
              "%s: %s and %s are both without =; one action can be named."
                  .formatted(magic, action, word));
        }
        action = word;
        continue;
      }
      String name = word.substring(0, equals);
      if (!known.contains(name)) {
        throw new MagicException(
            "%s %s: it knows %s, not %s.".formatted(magic, word, String.join(", ", known), name));
      }
      try {
        if (ranges.put(name, Range.ints(word.substring(equals + 1))) != null) {
          throw new MagicException("%s: %s is given twice.".formatted(magic, name));
        }
      } catch (IllegalArgumentException e) {
        throw new MagicException("%s %s=%s".formatted(magic, name, e.getMessage()), e);
      }
    }
    return new Factors(ranges, action);
  }
}
