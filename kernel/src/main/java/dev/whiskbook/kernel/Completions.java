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

  /** Nothing fits at this position. */
  public static Completions none(int position) {
    return new Completions(List.of(), position, position);
  }

  /**
   * One proposal.
   *
   * @param text what replaces the text from start to end
   * @param type what it is, in the words of {@code _jupyter_types_experimental}: {@code class},
   *     {@code method}, {@code field}, {@code variable}, {@code keyword}, {@code package}, {@code
   *     magic}, {@code option}, {@code value}, {@code file}, {@code folder}; empty if unknown
   * @param signature how it is declared, on one line, such as {@code substring(int beginIndex) :
   *     String}; empty if that says no more than the text
   * @param documentation one sentence about it, in plain text, where it is at hand; else empty, and
   *     {@link Session#inspect} of the completed code has all
   */
  public record Completion(String text, String type, String signature, String documentation) {

    /** A proposal that speaks for itself. */
    public Completion(String text, String type) {
      this(text, type, "", "");
    }
  }
}
