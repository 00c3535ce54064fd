package dev.whiskbook.standalone.entity;

import java.util.Optional;
import java.util.regex.Pattern;

/** An action's version; every update raises the patch number unless the update names a version. */
public record SemVer(int major, int minor, int patch) {
  /** The version of a new action. */
  public static final SemVer FIRST = new SemVer(0, 0, 1);

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})");

  /** Parses {@code MAJOR.MINOR.PATCH}; empty if {@code text} has another form. */
  public static Optional<SemVer> parse(String text) {
    var m = FORM.matcher(text);
    return m.matches()
        ? Optional.of(
            new SemVer(
                Integer.parseInt(m.group(1)),
                Integer.parseInt(m.group(2)),
                Integer.parseInt(m.group(3))))
        : Optional.empty();
  }

  /** The version that follows this one. */
  public SemVer next() {
    return new SemVer(major, minor, patch + 1);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
