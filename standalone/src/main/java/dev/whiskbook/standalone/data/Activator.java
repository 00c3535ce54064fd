package dev.whiskbook.standalone.data;

import static java.lang.System.Logger.Level.ERROR;

import dev.whiskbook.standalone.entity.Activation;
import dev.whiskbook.standalone.entity.ActivationAnnotations;
import dev.whiskbook.standalone.entity.ActivationResponse;
import dev.whiskbook.standalone.entity.Blackbox;
import dev.whiskbook.standalone.entity.Exec;
import dev.whiskbook.standalone.entity.Sequence;
import dev.whiskbook.standalone.entity.WhiskAction;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Runs actions of all kinds: code goes to the {@link Invoker}; sequences and compositions call back
 * here for each of their parts.
 */
public final class Activator {
  private static final System.Logger LOG = System.getLogger(Activator.class.getName());

  private static final String LOST =
      "The server ended while this activation was under way, and its result is lost: invoke the action again.";

  private final Invoker invoker;
  private final ActivationStore store;
  private final ActionLookup lookup;
  private final Predicate<String> runnable;

  /**
   * An activator.
   *
   * @param runnable the kinds that the containers run
   */
  public Activator(
      Invoker invoker, ActivationStore store, ActionLookup lookup, Predicate<String> runnable) {
    this.runnable = runnable;
    this.invoker = invoker;
    this.store = store;
    this.lookup = lookup;
  }

  /**
   * Accepts a call and returns at once. Parts of sequences and compositions are not accepted on
   * their own: nobody is told of them before they have ended.
   *
   * @throws RuntimeException with a sentence if it cannot be written down; then it does not run
   */
  public Ticket activate(Call call) {
    var ticket = Ticket.create();
    store.accept(
        () ->
            unserved(
                call,
                ticket.activationId(),
                call.receivedMs(),
                ActivationResponse.Status.WHISK_ERROR,
                LOST));
    start(ticket, call, new Composition.Accounting(), new SequenceRun.Accounting());
    if (ticket.record().isCancelled()) {
      store.withdraw(ticket.activationId());
    }
    return ticket;
  }

  /** Runs a part of a composition or a sequence, whose limits it counts against. */
  Ticket part(Call call, Composition.Accounting composition, SequenceRun.Accounting sequence) {
    var ticket = Ticket.create();
    start(ticket, call, composition, sequence);
    return ticket;
  }

  private void start(
      Ticket ticket,
      Call call,
      Composition.Accounting composition,
      SequenceRun.Accounting sequence) {
    WhiskAction action = call.action();
    switch (action.executable()) {
      case Exec code when action.isConductor() && runnable.test(code.kind()) ->
          record(ticket, id -> new Composition(this, lookup, call, id, composition).run());
      case Exec code when !runnable.test(code.kind()) ->
          record(
              ticket,
              id ->
                  refused(
                      call,
                      id,
                      "This server cannot run actions of kind '%s': it keeps them for a cluster that can."
                          .formatted(code.kind())));
      case Exec _ -> invoker.invoke(ticket, invocation(call));
      case Sequence parts ->
          record(ticket, id -> new SequenceRun(this, lookup, call, id, sequence).run(parts));
      case Blackbox image ->
          record(
              ticket,
              id ->
                  refused(
                      call,
                      id,
                      "This server starts no container images, so '%s' cannot run: use a kind such as nodejs:default."
                          .formatted(image.image())));
    }
  }

  /**
   * The record of a part, once it has ended.
   *
   * @throws PartLostException if it ends without one
   */
  static Activation await(Ticket ticket) throws PartLostException {
    try {
      return ticket.await();
    } catch (CancellationException | ExecutionException e) {
      throw new PartLostException(ticket.activationId(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartLostException(ticket.activationId(), e);
    }
  }

  private void record(Ticket ticket, Function<String, Activation> run) {
    Thread.startVirtualThread(
        () -> {
          try {
            Activation activation = run.apply(ticket.activationId());
            store.add(activation);
            ticket.record().complete(activation);
          } catch (RuntimeException | Error e) {
            LOG.log(ERROR, "Activation " + ticket.activationId() + " failed", e);
            ticket.record().completeExceptionally(e);
          }
        });
  }

  private static Invocation invocation(Call call) {
    Arguments arguments = Arguments.merge(call.action(), call.payload());
    return new Invocation(
        call.action(),
        arguments.json(),
        arguments.initEnvironment(),
        call.transactionId(),
        call.receivedMs(),
        call.origin());
  }

  private static Activation refused(Call call, String id, String why) {
    return unserved(
        call, id, System.currentTimeMillis(), ActivationResponse.Status.DEVELOPER_ERROR, why);
  }

  /** The record of what ran in no container. */
  private static Activation unserved(
      Call call, String id, long atMs, ActivationResponse.Status status, String why) {
    var annotations =
        ActivationAnnotations.of(
                call.action(), call.action().executable().kind(), atMs - call.receivedMs())
            .add("timeout", false)
            .causedBy(call.origin().cause());
    return new Activation(
        id,
        Activation.Invoked.action(call.origin().namespace(), call.action()),
        Activation.Span.of(atMs, atMs),
        call.origin().cause(),
        annotations.list(),
        ActivationResponse.error(status, why, OptionalInt.empty()),
        List.of(),
        Activation.Notes.NONE);
  }
}
