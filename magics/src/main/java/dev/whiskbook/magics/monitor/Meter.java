package dev.whiskbook.magics.monitor;

/** Reads what the operating system tells. Used by one thread at a time. */
interface Meter {
  /** How things are now. */
  Reading read();

  /** How many logical processors the host has. */
  int processors();
}
