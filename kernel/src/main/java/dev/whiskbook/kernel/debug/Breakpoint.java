package dev.whiskbook.kernel.debug;

import java.util.concurrent.atomic.AtomicInteger;

/** A place to stop at, in a cell, and on what terms. */
final class Breakpoint {

  /**
   * The terms of a breakpoint, each empty where there is none.
   *
   * @param condition an expression that must be true
   * @param hitCondition which of the hits count, such as {@code 5}, {@code >= 5} or {@code % 5}
   * @param logMessage what to print instead of stopping, with expressions in braces
   */
  record Terms(String condition, String hitCondition, String logMessage) {
    static final Terms NONE = new Terms("", "", "");
  }

  private static final AtomicInteger ids = new AtomicInteger();

  private final int id = ids.incrementAndGet();
  private final int asked;
  private final Terms terms;
  private final HitCount wanted;
  private final AtomicInteger hits = new AtomicInteger();
  private volatile int line;

  /**
   * @param asked the line of the cell, from 1
   * @param line the line that has code, at or behind the one that was asked for
   * @throws DebugException if the hit condition cannot be understood
   */
  Breakpoint(int asked, int line, Terms terms) {
    this.asked = asked;
    this.line = line;
    this.terms = terms;
    wanted = HitCount.parse(terms.hitCondition());
  }

  int id() {
    return id;
  }

  int asked() {
    return asked;
  }

  int line() {
    return line;
  }

  Terms terms() {
    return terms;
  }

  /** The line turned out to have no code, another has. */
  void moveTo(int found) {
    line = found;
  }

  /** Whether this hit, of those that meet the condition, is one to stop at. */
  boolean countHit() {
    return wanted.includes(hits.incrementAndGet());
  }
}
