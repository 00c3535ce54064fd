package dev.whiskbook.whisk;

/**
 * What a machine did for a while: means over that time, memory as at its end. What was not told,
 * such as of a server on another machine, is NaN.
 *
 * @param startMs when it began, in ms since the epoch
 * @param endMs when it ended
 * @param processors how many the machine has
 * @param cpu processors busy: 1 is one of them all the time
 * @param memoryMb memory in use: of the host, resident of the processes
 * @param network what went over its interfaces
 */
public record Sample(
    long startMs, long endMs, int processors, Parts cpu, Parts memoryMb, Network network) {

  /**
   * A quantity of the whole machine and of two of its processes.
   *
   * @param host of the machine, the two processes among it
   * @param kernel of the notebook's process
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
}
