package dev.whiskbook.kernel.maven;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an artifact is in a repository.
 *
 * @param version a version, a range such as {@code [1.0,2.0)}, or {@code RELEASE} for the newest
 */
public record Coordinates(
    String groupId, String artifactId, String extension, String classifier, String version) {

  private static final String EXAMPLE =
      "They are GROUP:ARTIFACT:VERSION or GROUP:ARTIFACT:TYPE:CLASSIFIER:VERSION, such as com.google.guava:guava:33.4.0-jre.";

  /** A part may hold what names have; a version also what ranges have. */
  private static final Pattern PART = Pattern.compile("[\\w.-]+");

  private static final Pattern VERSION = Pattern.compile("[\\w.+-]+|[\\[(][\\w.+,\\s-]*[\\])].*");

  /** How Ivy writes them, {@code group#artifact;version}. */
  private static final Pattern IVY = Pattern.compile("([^#;:]+)#([^#;:]+);([^#;]+)");

  /**
   * Reads {@code group:artifact[:type[:classifier]][:version]}, or Ivy's form.
   *
   * @throws IllegalArgumentException if it is none of these; the message says how they look
   */
  public static Coordinates parse(String text) {
    Matcher ivy = IVY.matcher(text);
    String[] parts =
        ivy.matches()
            ? new String[] {ivy.group(1), ivy.group(2), ivy.group(3)}
            : text.strip().split(":", -1);
    var coordinates =
        switch (parts.length) {
          case 2 -> new Coordinates(parts[0], parts[1], "jar", "", "RELEASE");
          case 3 -> new Coordinates(parts[0], parts[1], "jar", "", parts[2]);
          case 4 -> new Coordinates(parts[0], parts[1], parts[2], "", parts[3]);
          case 5 -> new Coordinates(parts[0], parts[1], parts[2], parts[3], parts[4]);
          default -> throw malformed(text);
        };
    boolean named =
        PART.matcher(coordinates.groupId).matches()
            && PART.matcher(coordinates.artifactId).matches()
            && PART.matcher(coordinates.extension).matches()
            && (coordinates.classifier.isEmpty() || PART.matcher(coordinates.classifier).matches());
    if (!named || !VERSION.matcher(coordinates.version).matches()) {
      throw malformed(text);
    }
    return coordinates;
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException("\"" + text + "\" are no Maven coordinates. " + EXAMPLE);
  }

  /** Group and artifact alone, by which versions exclude each other. */
  String key() {
    return key(groupId, artifactId, classifier);
  }

  static String key(String groupId, String artifactId, String classifier) {
    return groupId + ":" + artifactId + (classifier.isEmpty() ? "" : ":" + classifier);
  }

  @Override
  public String toString() {
    String middle =
        classifier.isEmpty()
            ? extension.equals("jar") ? "" : ":" + extension
            : ":" + extension + ":" + classifier;
    return groupId + ":" + artifactId + middle + ":" + version;
  }
}
