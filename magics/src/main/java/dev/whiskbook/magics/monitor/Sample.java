package dev.whiskbook.magics.monitor;

/**
 * What the machine did for a while: means over that time, memory as at its end. What was not told,
 * such as of a server on another machine, is NaN.
 *
 * @param startMs when it began, in ms since the epoch
 * @param endMs when it ended
 * @param cpu processors busy: 1 is one of them all the time
 * @param memoryMb memory in use: of the host, resident of the processes
 * @param network what went over its interfaces
 */
public record Sample(long startMs, long endMs, Parts cpu, Parts memoryMb, Network network) {

  private static final double MB = 1 << 20;

  /**
   * A quantity of the whole machine and of two of its processes.
   *
   * @param host of the machine, the two processes among it
   * @param kernel of this process
   * @param server of the embedded OpenWhisk's, without processes that its containers may be
   */
  public record Parts(double host, double kernel, double server) {}

  /**
   * In kB (1,000 bytes) a second.
   *
   * @param received over the network
   * @param sent over the network
   * @param loopback from this machine to itself, as between kernel and server
   */
  public record Network(double received, double sent, double loopback) {}

  /** From one reading to the next. */
  static Sample between(Reading from, Reading to, int processors) {
    double seconds = Math.max(1, to.nanos() - from.nanos()) / 1e9;
    long ticks = to.hostTotal() - from.hostTotal();
    return new Sample(
        from.ms(),
        Math.max(from.ms(), to.ms()),
        new Parts(
            ticks > 0
                ? (double) processors * Math.max(0, to.hostBusy() - from.hostBusy()) / ticks
                : Double.NaN,
            busy(from.kernel(), to.kernel(), seconds),
            busy(from.server(), to.server(), seconds)),
        new Parts(
            to.hostBytes() / MB,
            to.kernel().bytes() / MB,
            to.server().pid() < 0 ? Double.NaN : to.server().bytes() / MB),
        new Network(
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
