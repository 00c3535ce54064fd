package dev.whiskbook.install;

/**
 * What doctor found out about one thing.
 *
 * @param found what is there, a phrase
 * @param advice what to do, a sentence; empty where all is well
 */
record Check(Status status, String name, String found, String advice) {

  /** How much it matters. */
  enum Status {
    OK("ok"),
    /** Something that not everyone needs. */
    OPTIONAL("-"),
    /** Whiskbook does not work without it. */
    PROBLEM("PROBLEM");

    private final String label;

    Status(String label) {
      this.label = label;
    }
  }

  static Check ok(String name, String found) {
    return new Check(Status.OK, name, found, "");
  }

  static Check optional(String name, String found, String advice) {
    return new Check(Status.OPTIONAL, name, found, advice);
  }

  static Check problem(String name, String found, String advice) {
    return new Check(Status.PROBLEM, name, found, advice);
  }

  /** The check as a line of doctor's table, and a second one with the advice. */
  String toLines() {
    String line = "%-8s %-19s %s".formatted(status.label, name, found);
    return advice.isEmpty() ? line : line + "%n%29s%s".formatted("→ ", advice);
  }
}
