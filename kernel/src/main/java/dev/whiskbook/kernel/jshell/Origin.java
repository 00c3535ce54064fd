package dev.whiskbook.kernel.jshell;

/**
 * Where code stands.
 *
 * @param cell the number of its cell, {@code In [n]}; 0 for code that is not a user's
 * @param line the line of the cell on which the code begins, from 1
 * @param source the source of the whole cell
 */
public record Origin(int cell, int line, String source) {

  /** Code that no user wrote: nothing is said about where it stands. */
  public static final Origin HIDDEN = new Origin(0, 1, "");

  /** The place as far behind this one as the given text is long. */
  Origin after(CharSequence text) {
    int lines = (int) text.chars().filter(c -> c == '\n').count();
    return new Origin(cell, line + lines, source);
  }

  /** Whether no user wrote it. */
  public boolean isHidden() {
    return cell == 0;
  }

  /** The text of a line of the cell, or an empty text where there is none. */
  public String textOf(int cellLine) {
    return source.lines().skip(Math.max(0, cellLine - 1)).findFirst().orElse("");
  }
}
