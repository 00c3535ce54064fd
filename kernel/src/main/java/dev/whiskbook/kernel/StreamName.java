package dev.whiskbook.kernel;

/** The two standard streams, by the names that the Jupyter messaging specification gives them. */
public enum StreamName {
  STDOUT("stdout"),
  STDERR("stderr");

  private final String wireName;

  StreamName(String wireName) {
    this.wireName = wireName;
  }

  /** {@code stdout} or {@code stderr}, as in a stream message and in a notebook file. */
  public String wireName() {
    return wireName;
  }
}
