package dev.whiskbook.standalone.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.standalone.data.Activator;
import dev.whiskbook.standalone.data.Call;
import dev.whiskbook.standalone.data.Origin;
import dev.whiskbook.standalone.data.Payload;
import dev.whiskbook.standalone.data.Ticket;
import dev.whiskbook.standalone.entity.Activation;
import dev.whiskbook.standalone.entity.ActivationResponse;
import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.entity.QualifiedName;
import dev.whiskbook.standalone.fault.FaultyEndpoint;
import dev.whiskbook.standalone.fault.Misbehaviour;
import dev.whiskbook.standalone.http.ApiException;
import dev.whiskbook.standalone.http.Identity;
import dev.whiskbook.standalone.http.Reply;
import dev.whiskbook.standalone.http.Request;
import dev.whiskbook.standalone.http.Routes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /namespaces/{ns}/actions/[{package}/]{name}}: invocation, blocking or not. */
public final class InvokeEndpoint {
  /** The header of every reply to an invocation. */
  static final String ACTIVATION_ID = "x-openwhisk-activation-id";

  /** Longest that a blocking invocation waits. */
  static final int MAX_BLOCKING_MS = 60_000;

  private final ActionResolver actions;
  private final Activator activator;
  private final Throttle throttle;
  private final Misbehaviour misbehaviour;

  public InvokeEndpoint(
      ActionResolver actions, Activator activator, Throttle throttle, Misbehaviour misbehaviour) {
    this.actions = actions;
    this.activator = activator;
    this.throttle = throttle;
    this.misbehaviour = misbehaviour;
  }

  /** Adds the routes. */
  public void addTo(Routes routes) {
    var endpoint = new FaultyEndpoint(misbehaviour, Api.sharedEntity(this::invoke));
    routes
        .add("POST", Api.NAMESPACE + "/actions/{name}", endpoint)
        .add("POST", Api.NAMESPACE + "/actions/{package}/{name}", endpoint);
  }

  private Reply invoke(Request request, QualifiedName id) {
    boolean blocking = request.flag("blocking", false);
    boolean resultOnly = request.flag("result", false);
    int timeoutMs = timeoutMs(request);
    Bodies.requireSmall(request);
    Identity caller = request.caller();
    var ticket =
        throttle.admit(caller.namespace(), () -> activator.activate(call(request, caller, id)));
    Reply reply =
        (blocking ? await(ticket, timeoutMs) : Optional.<Activation>empty())
            .map(activation -> done(activation, resultOnly))
            .orElseGet(
                () -> Reply.json(202, Json.object().put("activationId", ticket.activationId())));
    return reply.with(ACTIVATION_ID, ticket.activationId());
  }

  private Call call(Request request, Identity caller, QualifiedName id) {
    var found = actions.require(caller.namespace(), id);
    Payload payload = Payload.EMPTY;
    if (request.body().length > 0) {
      ObjectNode body = Bodies.payload(request);
      FinalParameters.requireKept(found.action(), body);
      payload = new Payload(body, new String(request.body(), UTF_8));
    }
    return new Call(
        found.action(),
        payload,
        Origin.of(caller.namespace(), caller.key().reveal()).through(found.binding()),
        request.transactionId(),
        request.receivedMs());
  }

  /** The record, unless it comes later than {@code timeoutMs} or not at all. */
  static Optional<Activation> await(Ticket ticket, int timeoutMs) {
    try {
      return ticket.await(Duration.ofMillis(timeoutMs));
    } catch (CancellationException e) {
      return Optional.empty(); // lost on demand
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ApiException notStored) {
        throw notStored;
      }
      throw new IllegalStateException("An activation ended without a record", e);
    }
  }

  /** An array result stands bare even where the record is asked for, as in OpenWhisk. */
  private static Reply done(Activation activation, boolean resultOnly) {
    ActivationResponse response = activation.response();
    int status =
        switch (response.status()) {
          case SUCCESS -> 200;
          case APPLICATION_ERROR, DEVELOPER_ERROR -> 502;
          case WHISK_ERROR -> 500;
        };
    Reply reply =
        resultOnly || response.isArray()
            ? Reply.json(status, response.resultJson())
            : Reply.json(status, activation.toJson(activation.isComposite()));
    // Ours, for timelines: the record has no field for it.
    Reply told = reply.with("x-whiskbook-container-id", activation.containerId());
    return activation.simulated().isEmpty()
        ? told
        : told.with("x-whiskbook-simulated", activation.simulated());
  }

  private static int timeoutMs(Request request) {
    String value = request.query().get("timeout");
    if (value == null) {
      return MAX_BLOCKING_MS;
    }
    if (value.matches("\\d{1,5}")) {
      int ms = Integer.parseInt(value);
      if (ms > 0 && ms <= MAX_BLOCKING_MS) {
        return ms;
      }
    }
    throw ApiException.badQuery(
        "timeout", "Timeout must be number of milliseconds up to " + MAX_BLOCKING_MS + ".");
  }
}
