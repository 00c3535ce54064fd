package dev.whiskbook.magics.experiment;

/**
 * Processors that are shared evenly by all jobs that are there, the queue that is called M/G/c-PS
 * where arrivals are random: of k jobs each goes on at the rate min(1, c / k).
 *
 * <p>All go on at the same rate, so that a job ends when the work which one that was there from the
 * beginning would have done, the virtual time, has grown by its own: a queue by that time is all
 * that is needed (Parekh and Gallager, 1993).
 */
final class ProcessorSharing {

  private final double processors;
  private final EventQueue jobs = new EventQueue();
  private double now;
  private double virtual;

  /** With so many processors; infinity for one for each job. */
  ProcessorSharing(double processors) {
    this.processors = processors;
  }

  /** The rate at which each of so many jobs goes on, at the most 1. */
  static double rate(double processors, int jobs) {
    return Math.min(1, processors / jobs);
  }

  /** Begins a job with so much work, which is the time that it would take alone. */
  void add(double time, double work, long job) {
    goOnTo(time);
    jobs.add(virtual + work, job);
  }

  boolean isEmpty() {
    return jobs.isEmpty();
  }

  /** When the next job ends if none is added before; only if there is one. */
  double nextEnd() {
    return now + Math.max(0, jobs.time() - virtual) / rate(processors, jobs.size());
  }

  /** Ends the next job; only if there is one. */
  long end() {
    goOnTo(nextEnd());
    virtual = jobs.time();
    return jobs.remove();
  }

  private void goOnTo(double time) {
    if (!jobs.isEmpty()) {
      virtual += (time - now) * rate(processors, jobs.size());
    }
    now = time;
  }
}
