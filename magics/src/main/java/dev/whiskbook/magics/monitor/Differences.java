package dev.whiskbook.magics.monitor;

import dev.whiskbook.whisk.Sample;

/** What the machine did from one reading to the next. */
final class Differences {

  private static final double MB = 1 << 20;

  private Differences() {}

  static Sample between(Reading from, Reading to, int processors) {
    double seconds = Math.max(1, to.nanos() - from.nanos()) / 1e9;
    long ticks = to.hostTotal() - from.hostTotal();
    return new Sample(
        from.ms(),
        Math.max(from.ms(), to.ms()),
        processors,
        new Sample.Parts(
            ticks > 0
                ? (double) processors * Math.max(0, to.hostBusy() - from.hostBusy()) / ticks
                : Double.NaN,
            busy(from.kernel(), to.kernel(), seconds),
            busy(from.server(), to.server(), seconds)),
        new Sample.Parts(
            to.hostBytes() / MB,
            to.kernel().bytes() / MB,
            to.server().pid() < 0 ? Double.NaN : to.server().bytes() / MB),
        new Sample.Network(
            rate(from.traffic().received(), to.traffic().received(), seconds),
            rate(from.traffic().sent(), to.traffic().sent(), seconds),
            rate(from.traffic().loopback(), to.traffic().loopback(), seconds)));
  }

  private static double busy(Reading.Program from, Reading.Program to, double seconds) {
    return to.pid() < 0 || from.pid() != to.pid()
        ? Double.NaN
        : Math.max(0, to.cpuMs() - from.cpuMs()) / 1e3 / seconds;
  }

  private static double rate(long from, long to, double seconds) {
    return Math.max(0, to - from) / 1e3 / seconds;
  }
}
