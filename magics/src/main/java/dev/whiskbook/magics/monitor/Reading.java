package dev.whiskbook.magics.monitor;

/**
 * What the operating system tells at one moment.
 *
 * @param nanos {@link System#nanoTime}, for lengths of time
 * @param ms when, in ms since the epoch
 * @param hostBusy ticks in which a processor of the host was busy, since it started
 * @param hostTotal all ticks of all processors
 * @param hostBytes memory in use on the host
 * @param kernel this process
 * @param server the embedded server's
 * @param traffic bytes over its interfaces
 */
record Reading(
    long nanos,
    long ms,
    long hostBusy,
    long hostTotal,
    long hostBytes,
    Program kernel,
    Program server,
    Traffic traffic) {

  /** Stands for a process that is not there. */
  static final Program NONE = new Program(-1, 0, 0);

  /**
   * A process.
   *
   * @param pid -1 if there is none
   * @param cpuMs how long it was on a processor since it started
   * @param bytes resident memory
   */
  record Program(long pid, long cpuMs, long bytes) {}

  /**
   * Bytes since the host started.
   *
   * @param received over the network
   * @param sent over the network
   * @param loopback from this machine to itself
   */
  record Traffic(long received, long sent, long loopback) {}
}
