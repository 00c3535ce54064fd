package dev.whiskbook.whisk.internal.journal;

import java.time.Instant;

/**
 * The process that is at work on a run: its number and start time, as numbers are used again. A
 * program on another machine that shares the file counts as ended, for one cannot tell.
 */
record Owner(long pid, long startMs) {

  /** This process. */
  static Owner self() {
    ProcessHandle self = ProcessHandle.current();
    return new Owner(self.pid(), startMs(self));
  }

  static Owner parse(String text) {
    int at = text.indexOf('@');
    return new Owner(Long.parseLong(text.substring(0, at)), Long.parseLong(text.substring(at + 1)));
  }

  /** Whether it is at work still. */
  boolean isAlive() {
    return ProcessHandle.of(pid).filter(p -> p.isAlive() && startMs(p) == startMs).isPresent();
  }

  private static long startMs(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  @Override
  public String toString() {
    return pid + "@" + startMs;
  }
}
