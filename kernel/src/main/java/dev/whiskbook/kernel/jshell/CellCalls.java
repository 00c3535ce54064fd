package dev.whiskbook.kernel.jshell;

import dev.whiskbook.kernel.Registration;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/**
 * What the code of cells calls in place of methods that wait and that an interrupt does not reach:
 * each does the same, and can be stopped. And in place of those that start virtual threads and
 * processes, so that they end with a cell that is stopped. Called from woven code only, by the
 * names of the methods that they stand in for.
 */
public final class CellCalls {

  private CellCalls() {}

  /** In place of {@link Lock#lock}. */
  public static void lock(Lock lock) {
    waiting(
        () -> {
          lock.lockInterruptibly();
          return null;
        });
  }

  /** In place of {@link Semaphore#acquireUninterruptibly()}. */
  public static void acquireUninterruptibly(Semaphore semaphore) {
    acquireUninterruptibly(semaphore, 1);
  }

  /** In place of {@link Semaphore#acquireUninterruptibly(int)}. */
  public static void acquireUninterruptibly(Semaphore semaphore, int permits) {
    waiting(
        () -> {
          semaphore.acquire(permits);
          return null;
        });
  }

  /** In place of {@link Condition#awaitUninterruptibly}. */
  @SuppressWarnings("WaitNotInLoop") // the loop is the cell's
  public static void awaitUninterruptibly(Condition condition) {
    try {
      condition.await();
    } catch (InterruptedException e) {
      // A condition may wake its waiters for no reason: who waits for it asks again.
      StopCheck.check();
      Thread.currentThread().interrupt();
    }
  }

  /** In place of {@link CompletableFuture#join}. */
  public static Object join(CompletableFuture<?> future) {
    return waiting(
        () -> {
          try {
            return future.get();
          } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
          }
        });
  }

  private interface Waiting {
    Object call() throws InterruptedException;
  }

  /** Waits again after an interrupt that is not a stop, which the thread finds afterwards. */
  private static Object waiting(Waiting wait) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return wait.call();
        } catch (InterruptedException e) {
          StopCheck.check();
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** In place of {@link Socket#getInputStream}. */
  public static InputStream getInputStream(Socket socket) throws IOException {
    return new StoppableInput(socket.getInputStream(), socket::close);
  }

  /** In place of {@link ServerSocket#accept}. */
  public static Socket accept(ServerSocket server) throws IOException {
    try (Registration _ = StoppableInput.whileWaiting(server::close)) {
      return server.accept();
    }
  }

  /** In place of {@link DatagramSocket#receive}. */
  public static void receive(DatagramSocket socket, DatagramPacket packet) throws IOException {
    try (Registration _ = StoppableInput.whileWaiting(socket::close)) {
      socket.receive(packet);
    }
  }

  /** In place of {@link Process#getInputStream}. */
  public static InputStream getInputStream(Process process) {
    return new StoppableInput(process.getInputStream(), process::destroyForcibly);
  }

  /** In place of {@link Process#getErrorStream}. */
  public static InputStream getErrorStream(Process process) {
    return new StoppableInput(process.getErrorStream(), process::destroyForcibly);
  }

  /** In place of {@link ProcessBuilder#start}. */
  public static Process start(ProcessBuilder builder) throws IOException {
    return ofThisCell(builder.start());
  }

  /** In place of {@link Runtime#exec(String)}. */
  @SuppressWarnings("deprecation") // as the cell has it
  public static Process exec(Runtime runtime, String command) throws IOException {
    return ofThisCell(runtime.exec(command));
  }

  /** In place of {@link Runtime#exec(String[])}. */
  public static Process exec(Runtime runtime, String[] command) throws IOException {
    return ofThisCell(runtime.exec(command));
  }

  private static Process ofThisCell(Process process) {
    CellContext cell = CellContext.currentOrNull();
    if (cell != null) {
      Registration registration = cell.execution().onStop(process::destroy);
      var _ = process.onExit().thenRun(registration::close);
    }
    return process;
  }

  /** In place of {@link Thread#startVirtualThread}. */
  public static Thread startVirtualThread(Runnable task) {
    return start(Thread.ofVirtual(), task);
  }

  /** In place of {@link Thread.Builder#start}. */
  public static Thread start(Thread.Builder builder, Runnable task) {
    Thread thread = unstarted(builder, task);
    thread.start();
    return thread;
  }

  /** In place of {@link Thread.Builder#unstarted}. */
  public static Thread unstarted(Thread.Builder builder, Runnable task) {
    return ofThisCell(builder.unstarted(task));
  }

  /** In place of {@link Thread.Builder#factory}. */
  public static ThreadFactory factory(Thread.Builder builder) {
    ThreadFactory factory = builder.factory();
    return task -> ofThisCell(factory.newThread(task));
  }

  /** In place of {@link Executors#newVirtualThreadPerTaskExecutor}. */
  public static ExecutorService newVirtualThreadPerTaskExecutor() {
    return Executors.newThreadPerTaskExecutor(factory(Thread.ofVirtual()));
  }

  private static Thread ofThisCell(Thread thread) {
    CellContext cell = CellContext.currentOrNull();
    if (thread.isVirtual() && cell != null) {
      cell.execution().threads().add(thread);
    }
    return thread;
  }
}
