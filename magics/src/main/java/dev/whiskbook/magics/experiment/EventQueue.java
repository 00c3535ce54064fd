package dev.whiskbook.magics.experiment;

import java.util.Arrays;

/**
 * What is to happen, by time; of two at the same time the one with the smaller number is first. A
 * binary heap of primitive values, since a simulation of a million activations has millions of
 * them.
 */
final class EventQueue {

  private double[] times = new double[16];
  private long[] events = new long[16];
  private int size;

  void add(double time, long event) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      events = Arrays.copyOf(events, 2 * size);
    }
    int at = size++;
    while (at > 0) {
      int parent = (at - 1) / 2;
      if (!isBefore(time, event, parent)) {
        break;
      }
      times[at] = times[parent];
      events[at] = events[parent];
      at = parent;
    }
    times[at] = time;
    events[at] = event;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /** The time of the first; only if there is one. */
  double time() {
    return times[0];
  }

  /** Takes the first out; only if there is one. */
  long remove() {
    long first = events[0];
    size--;
    double time = times[size];
    long event = events[size];
    int at = 0;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && isBefore(times[child + 1], events[child + 1], child)) {
        child++;
      }
      if (!isBefore(times[child], events[child], time, event)) {
        break;
      }
      times[at] = times[child];
      events[at] = events[child];
      at = child;
    }
    times[at] = time;
    events[at] = event;
    return first;
  }

  private boolean isBefore(double time, long event, int other) {
    return isBefore(time, event, times[other], events[other]);
  }

  private static boolean isBefore(double time, long event, double otherTime, long otherEvent) {
    return time < otherTime || (time == otherTime && event < otherEvent);
  }
}
