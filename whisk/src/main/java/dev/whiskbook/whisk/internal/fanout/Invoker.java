package dev.whiskbook.whisk.internal.fanout;

import dev.whiskbook.whisk.Attempt;
import dev.whiskbook.whisk.Status;
import dev.whiskbook.whisk.WhiskException;
import dev.whiskbook.whisk.internal.Answer;
import dev.whiskbook.whisk.internal.Faults;
import dev.whiskbook.whisk.internal.Http;
import dev.whiskbook.whisk.internal.InvocationClient;
import dev.whiskbook.whisk.internal.Payloads;
import dev.whiskbook.whisk.internal.Rest;
import dev.whiskbook.whisk.internal.journal.Accepted;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.Request;
import tools.jackson.databind.JsonNode;

/** Makes single attempts: one invocation each, and what it came to. For many threads. */
final class Invoker {
  private static final long MINUTE_MS = 60_000;
  // A result has up to 1 MiB unless an operator raised that; JSON may escape each byte of it.
  private static final long MAX_ANSWER_BYTES = 32L << 20;

  private final Rest rest;
  private final String action;
  private final Payloads payloads;
  private final LateSet late;
  private final long clockOffsetMs;
  private final Consumer<Event> events;
  private final Redeployment redeployment;
  private final InvocationClient client;
  private final HttpUrl url;
  private volatile boolean cancelled;

  Invoker(
      Rest rest,
      String action,
      Payloads payloads,
      LateSet late,
      long clockOffsetMs,
      boolean blocking,
      Redeployment redeployment,
      Consumer<Event> events) {
    this.rest = rest;
    this.action = action;
    this.payloads = payloads;
    this.late = late;
    this.clockOffsetMs = clockOffsetMs;
    this.redeployment = redeployment;
    this.events = events;
    this.client = rest.invocationClient();
    this.url = rest.invocationUrl(action, blocking);
  }

  /** Breaks off all invocations in flight; whoever waits for them gets a cancelled attempt. */
  void cancel() {
    cancelled = true;
    client.cancelAll();
  }

  /** One try of action number i. */
  Outcome attempt(int i, int attempt) throws InterruptedException {
    AttemptBuilder building =
        new AttemptBuilder(i, attempt, payloads.size(i), System.currentTimeMillis(), clockOffsetMs);
    try {
      Request request = rest.invocation(url, payloads.get(i));
      Answer answer = client.send(request, MAX_ANSWER_BYTES);
      return outcome(answer, building.seen(answer.receivedMs()));
    } catch (Http.AnswerTooLong e) {
      return Outcome.Final.failed(building.failed(Status.REJECTED, e.getMessage()));
    } catch (IOException e) {
      if (cancelled || Thread.currentThread().isInterrupted()) {
        return Outcome.Final.failed(building.failed(Status.CANCELLED, "the run was ended"));
      }
      // Those that wait idle for the same server may be as dead, and each would cost a try.
      client.closeIdle();
      String why = "%s: %s".formatted(rest.target().apihost(), Faults.reason(e));
      Attempt failed = building.failed(Status.CONNECTION_FAILED, why);
      return Faults.isBeforeSending(e)
          ? new Outcome.Unreachable(failed)
          : new Outcome.Failed(failed);
    }
  }

  /** Brings the action back that the server has lost since that attempt began; whether it could. */
  boolean bringBack(Attempt since) {
    return redeployment.since(since.submitMs());
  }

  /** Waits for an activation that an earlier program began. */
  Outcome attach(Accepted running) throws InterruptedException {
    AttemptBuilder building =
        new AttemptBuilder(
            running.i(),
            running.attempt(),
            payloads.size(running.i()),
            running.submitMs(),
            clockOffsetMs);
    building.activationId(running.activationId());
    return recorded(running.activationId(), building);
  }

  private Outcome outcome(Answer answer, AttemptBuilder building) throws InterruptedException {
    JsonNode json = answer.json();
    building.activationId(answer.activationId(json));
    building.container(answer.headers().get(Answer.CONTAINER_ID));
    if (json.path("response").isObject()) {
      return ofRecord(json, building);
    }
    return switch (answer.status()) {
      case 200, 202 -> accepted(answer, json, building);
      case 429 -> throttled(answer, building);
      case 404 -> answer.error().isPresent() ? gone(building) : failed(answer, building);
      case 301, 302, 307, 308, 401, 403 ->
          fatal(answer, building, Faults.refused(rest.target(), answer, what()));
      default -> failed(answer, building);
    };
  }

  private Outcome accepted(Answer answer, JsonNode json, AttemptBuilder building)
      throws InterruptedException {
    String id = answer.activationId(json);
    if (answer.status() == 200 && json.isArray()) {
      // A result that is an array comes bare, even if the record was asked for.
      return new Outcome.Final(building.bare(Status.SUCCESS), Optional.of(json));
    }
    if (id.isEmpty()) {
      return new Outcome.Failed(
          building.failed(
              Status.CONNECTION_FAILED,
              "HTTP %d without an activation: %s".formatted(answer.status(), answer.excerpt())));
    }
    events.accept(
        new Event.Running(new Accepted(building.i(), building.attempt(), id, building.submitMs())));
    return recorded(id, building);
  }

  private Outcome recorded(String id, AttemptBuilder building) throws InterruptedException {
    Optional<JsonNode> record = late.await(id, building.submitMs());
    building.seen(System.currentTimeMillis());
    return record.isPresent()
        ? ofRecord(record.get(), building)
        : cancelled
            ? Outcome.Final.failed(building.failed(Status.CANCELLED, "the run was ended"))
            : new Outcome.Failed(building.failed(Status.NO_RECORD, late.patience()));
  }

  private static Outcome ofRecord(JsonNode record, AttemptBuilder building) {
    Attempt attempt = building.ofRecord(record);
    return switch (attempt.status()) {
      case SUCCESS -> {
        JsonNode result = record.path("response").path("result");
        yield result.isMissingNode()
            ? new Outcome.Failed(
                building.failed(Status.CONNECTION_FAILED, "its record came without a result"))
            : new Outcome.Final(attempt, Optional.of(result));
      }
      default -> new Outcome.Failed(attempt);
    };
  }

  /** Three texts (RateThrottler, ActivationThrottler, FPCEntitlement), of which two are alike. */
  private static Outcome throttled(Answer answer, AttemptBuilder building) {
    String said = answer.error().orElseGet(answer::excerpt);
    Attempt attempt = building.failed(Status.THROTTLED, said);
    if (!said.contains("in the last minute")) {
      return new Outcome.TooManyAtOnce(attempt, answer.retryAfterMs());
    }
    // The Date header is cut to the second, so the minute is over by then for certain.
    long serverMs = answer.serverMs().orElse(answer.receivedMs());
    return new Outcome.MinuteFull(attempt, MINUTE_MS - serverMs % MINUTE_MS);
  }

  private Outcome failed(Answer answer, AttemptBuilder building) {
    boolean ran = answer.headers().get(Answer.ACTIVATION_ID) != null;
    String said =
        "HTTP %d: %s".formatted(answer.status(), answer.error().orElseGet(answer::excerpt));
    if (answer.status() == 502 && ran) {
      return new Outcome.Failed(building.failed(Status.DEVELOPER_ERROR, said));
    }
    if (answer.status() >= 500) {
      // With OpenWhisk's own words it is OpenWhisk that failed, else a proxy in front of it.
      Status status = answer.error().isPresent() ? Status.INTERNAL_ERROR : Status.CONNECTION_FAILED;
      return new Outcome.Failed(building.failed(status, said), answer.retryAfterMs());
    }
    return Outcome.Final.failed(building.failed(Status.REJECTED, said));
  }

  private Outcome gone(AttemptBuilder building) {
    WhiskException why = Faults.noSuchAction(rest.target(), action);
    return new Outcome.ActionGone(building.failed(Status.REJECTED, why.getMessage()), why);
  }

  private Outcome fatal(Answer answer, AttemptBuilder building, WhiskException why) {
    boolean fromOpenWhisk = answer.error().isPresent() || answer.status() / 100 == 3;
    return fromOpenWhisk
        ? new Outcome.Fatal(building.failed(Status.REJECTED, why.getMessage()), why)
        : failed(answer, building);
  }

  private String what() {
    return "the invocation of " + action;
  }
}
