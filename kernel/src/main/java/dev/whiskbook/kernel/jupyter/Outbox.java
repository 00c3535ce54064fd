package dev.whiskbook.kernel.jupyter;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be sent: filled by any thread, emptied by the one that owns the sockets. Adding
 * never waits, for a reply must not be held up by output; threads that print ask for room first.
 */
final class Outbox {

  /** One message on its way out. */
  record Outgoing(Channel channel, List<byte[]> frames, long bytes) {}

  private final long capacityBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final ArrayDeque<Outgoing> queue = new ArrayDeque<>();
  private long bytes;
  private boolean closed;

  Outbox(long capacityBytes) {
    this.capacityBytes = capacityBytes;
  }

  void add(Channel channel, List<byte[]> frames) {
    long size = 0;
    for (byte[] frame : frames) {
      size += frame.length;
    }
    lock.lock();
    try {
      if (!closed) {
        queue.add(new Outgoing(channel, frames, size));
        bytes += size;
      }
    } finally {
      lock.unlock();
    }
  }

  /** The oldest message, or null if there is none. */
  Outgoing poll() {
    lock.lock();
    try {
      Outgoing next = queue.poll();
      if (next != null) {
        bytes -= next.bytes();
        if (bytes <= capacityBytes) {
          room.signalAll();
        }
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until less than the capacity is queued. Returns at once in a thread that is interrupted,
   * which stays interrupted: who stops a printing cell must not wait for its output.
   */
  void awaitRoom() {
    lock.lock();
    try {
      while (bytes > capacityBytes && !closed) {
        room.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** From now on nothing is accepted and nobody waits. */
  void close() {
    lock.lock();
    try {
      closed = true;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
