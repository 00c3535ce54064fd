package dev.whiskbook.kernel.jshell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Stream;

/**
 * The threads on which a cell's code runs: its own; those that it starts, and they start, in its
 * thread group, executors' among them; the virtual threads that its code starts; and those of the
 * common pool, while they run code of cells (parallel streams and CompletableFutures). A stop
 * interrupts all of these.
 */
final class CellThreads {

  private final ThreadGroup group;
  private final Set<Thread> virtual =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  CellThreads(String name) {
    group = new ThreadGroup(name);
  }

  String name() {
    return group.getName();
  }

  /** Starts a thread of the cell's own; it does not keep the JVM alive. */
  Thread start(Runnable code) {
    var thread = new Thread(group, code, group.getName());
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Takes note of a virtual thread: these belong to no group. */
  void add(Thread thread) {
    virtual.add(thread);
  }

  void interrupt() {
    group.interrupt();
    ownVirtual().forEach(Thread::interrupt);
    inCommonPool().forEach(Thread::interrupt);
  }

  /** Whether one of the threads that belong to the cell runs code of cells. */
  boolean isAnyInCells() {
    return own().anyMatch(CellThreads::isInCells);
  }

  /** Waits until none of the threads that belong to the cell runs code of cells any more. */
  void awaitThoseInCells() throws InterruptedException {
    for (List<Thread> left = inCells(); !left.isEmpty(); left = inCells()) {
      // A thread of a pool does not end when it has done with the cell.
      left.getFirst().join(Duration.ofSeconds(1));
    }
  }

  private List<Thread> inCells() {
    return own().filter(CellThreads::isInCells).toList();
  }

  private Stream<Thread> own() {
    return Stream.of(inGroup(), ownVirtual().stream(), inCommonPool().stream())
        .flatMap(threads -> threads)
        .filter(Thread::isAlive);
  }

  private Stream<Thread> inGroup() {
    var threads = new Thread[group.activeCount() + 16];
    return Arrays.stream(threads, 0, group.enumerate(threads));
  }

  private List<Thread> ownVirtual() {
    synchronized (virtual) {
      return new ArrayList<>(virtual);
    }
  }

  private static List<Thread> inCommonPool() {
    var threads = new ArrayList<Thread>();
    for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
      if (entry.getKey().getName().startsWith("ForkJoinPool.commonPool-")
          && isInCells(entry.getValue())) {
        threads.add(entry.getKey());
      }
    }
    return threads;
  }

  private static boolean isInCells(Thread thread) {
    return isInCells(thread.getStackTrace());
  }

  private static boolean isInCells(StackTraceElement[] stack) {
    return Arrays.stream(stack).anyMatch(frame -> frame.getClassName().startsWith("REPL.$JShell$"));
  }

  /** What a thread is doing that does not stop, as the end of a sentence. */
  static String whatDoes(Thread thread) {
    StackTraceElement[] stack = thread.getStackTrace();
    if (thread.getState() == Thread.State.BLOCKED) {
      return "it waits for a lock (synchronized) that another thread holds";
    }
    return stack.length == 0
        ? "it is about to end"
        : "it is in %s.%s".formatted(stack[0].getClassName(), stack[0].getMethodName());
  }
}
