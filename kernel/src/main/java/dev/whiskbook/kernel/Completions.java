package dev.whiskbook.kernel;

import java.util.List;

/**
 * What could stand at the cursor.
 *
 * @param start where the replaced text begins, in code points from the start of the code
 * @param end where it ends (exclusive)
 */
public record Completions(List<Completion> matches, int start, int end) {

  public Completions {
    matches = List.copyOf(matches);
  }

  /**
   * One proposal.
   *
   * @param text what replaces the text from start to end
   * @param type what it is, in the words of {@code _jupyter_types_experimental}: {@code class},
   *     {@code function}, {@code instance}, {@code keyword}, {@code magic}, {@code option}, {@code
   *     path}; empty if unknown
   */
  public record Completion(String text, String type) {}
}
