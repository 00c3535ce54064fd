package dev.whiskbook.standalone.data;

import dev.whiskbook.standalone.container.Deadlines;
import dev.whiskbook.standalone.entity.Activation;
import dev.whiskbook.standalone.entity.ActivationId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * An accepted invocation. The last step of its activation, which makes and stores the record, is
 * taken by the thread that waits for the record, since that has to wake up anyway; if none waits,
 * by a thread of its own.
 */
public final class Ticket {
  /** Hands the last step over. */
  private static final class LastStep {
    private CompletableFuture<Runnable> waiting =
        CompletableFuture.completedFuture(Ticket::nothing);

    synchronized CompletableFuture<Runnable> await() {
      waiting = new CompletableFuture<>();
      return waiting;
    }

    synchronized boolean isTaken(Runnable step) {
      return waiting.complete(step);
    }
  }

  private final String activationId;
  private final CompletableFuture<Activation> record;
  private final LastStep lastStep;

  private Ticket(String activationId, CompletableFuture<Activation> record, LastStep lastStep) {
    this.activationId = activationId;
    this.record = record;
    this.lastStep = lastStep;
  }

  /** Of an invocation that is to be made. */
  static Ticket create() {
    return new Ticket(ActivationId.random(), new CompletableFuture<>(), new LastStep());
  }

  /** The same for those who wait for something more than the record. */
  public Ticket until(CompletableFuture<Activation> more) {
    return new Ticket(activationId, more, lastStep);
  }

  public String activationId() {
    return activationId;
  }

  /** Completes with the record when that is stored; cancelled if it is lost on demand. */
  public CompletableFuture<Activation> record() {
    return record;
  }

  /** The activation has ended, and {@code step} completes the record. Returns at once. */
  void end(Runnable step) {
    if (!lastStep.isTaken(step)) {
      Thread.startVirtualThread(step);
    }
  }

  /**
   * Waits for the record, on one thread only.
   *
   * @throws ExecutionException if there will be none
   * @throws java.util.concurrent.CancellationException if it is lost on demand
   */
  Activation await() throws InterruptedException, ExecutionException {
    takeLastStep(lastStepOrRecord());
    return record.get();
  }

  /**
   * The same, for no longer than {@code limit}: empty if the record is not there by then. The
   * activation goes on.
   *
   * @throws ExecutionException if there will be none
   * @throws java.util.concurrent.CancellationException if it is lost on demand
   */
  public Optional<Activation> await(Duration limit)
      throws InterruptedException, ExecutionException {
    CompletableFuture<Runnable> step = lastStepOrRecord();
    var deadline = Deadlines.in(limit, () -> step.complete(Ticket::nothing));
    try {
      takeLastStep(step);
    } finally {
      deadline.cancel();
    }
    return record.isDone() ? Optional.of(record.get()) : Optional.empty();
  }

  private CompletableFuture<Runnable> lastStepOrRecord() {
    CompletableFuture<Runnable> step = lastStep.await();
    var _ = record.whenComplete((activation, failure) -> step.complete(Ticket::nothing));
    return step;
  }

  private static void takeLastStep(CompletableFuture<Runnable> step)
      throws InterruptedException, ExecutionException {
    try {
      step.get().run();
    } catch (InterruptedException e) {
      if (!step.complete(Ticket::nothing)) {
        step.join().run(); // it came meanwhile, and nobody else will take it
      }
      throw e;
    }
  }

  private static void nothing() {}
}
