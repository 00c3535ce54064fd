package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.data.Invocation;
import dev.whiskbook.standalone.data.Invoker;
import dev.whiskbook.standalone.entity.Activation;
import dev.whiskbook.standalone.entity.ActivationResponse;
import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.entity.WhiskAction;
import dev.whiskbook.standalone.fault.FaultyEndpoint;
import dev.whiskbook.standalone.fault.Misbehaviour;
import dev.whiskbook.standalone.http.ApiException;
import dev.whiskbook.standalone.http.Reply;
import dev.whiskbook.standalone.http.Request;
import dev.whiskbook.standalone.http.Routes;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code POST /namespaces/{ns}/actions/{name}}: invocation, blocking or not. */
public final class InvokeEndpoint {
  /** Largest body, in bytes. */
  static final int MAX_PAYLOAD_BYTES = 1 << 20;

  private static final int MAX_BLOCKING_MS = 60_000;

  private final Namespace namespace;
  private final ActionStore actions;
  private final Invoker invoker;

  private final Misbehaviour misbehaviour;

  public InvokeEndpoint(
      Namespace namespace, ActionStore actions, Invoker invoker, Misbehaviour misbehaviour) {
    this.namespace = namespace;
    this.actions = actions;
    this.invoker = invoker;
    this.misbehaviour = misbehaviour;
  }

  /** Adds the route. */
  public void addTo(Routes routes) {
    routes.add(
        "POST",
        Api.NAMESPACE + "/actions/{name}",
        Api.entity(namespace, new FaultyEndpoint(misbehaviour, this::invoke)));
  }

  private Reply invoke(Request request) {
    boolean blocking = request.flag("blocking", false);
    boolean resultOnly = request.flag("result", false);
    int timeoutMs = timeoutMs(request);
    if (request.body().length > MAX_PAYLOAD_BYTES) {
      throw ApiException.tooLarge("Request", request.body().length, MAX_PAYLOAD_BYTES);
    }
    if (request.body().length > 0) {
      Api.requireJson(request);
    }
    WhiskAction action = actions.get(request.variable("name")).orElseThrow(ApiException::notFound);
    Arguments arguments = Arguments.merge(action, request.body());
    var ticket =
        invoker.invoke(
            new Invocation(
                action,
                arguments.json(),
                arguments.initEnvironment(),
                request.transactionId(),
                request.receivedMs()));
    Reply reply =
        (blocking ? await(ticket, timeoutMs) : Optional.<Activation>empty())
            .map(activation -> done(activation, resultOnly))
            .orElseGet(
                () -> Reply.json(202, Json.object().put("activationId", ticket.activationId())));
    return reply.with("x-openwhisk-activation-id", ticket.activationId());
  }

  private static Optional<Activation> await(Invoker.Ticket ticket, int timeoutMs) {
    try {
      return Optional.of(ticket.record().get(timeoutMs, TimeUnit.MILLISECONDS));
    } catch (TimeoutException | CancellationException e) {
      return Optional.empty(); // too late, or lost on demand
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("An activation always ends with a record", e);
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
            : Reply.json(status, activation.toJson(false));
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
