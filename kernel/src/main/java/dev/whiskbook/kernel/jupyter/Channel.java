package dev.whiskbook.kernel.jupyter;

/** The channels on which messages travel; the heartbeat carries none. */
enum Channel {
  SHELL("shell"),
  CONTROL("control"),
  STDIN("stdin"),
  IOPUB("iopub");

  private final String wireName;

  Channel(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }
}
