package dev.whiskbook.whisk.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import okhttp3.Headers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What a server answered, read whole. */
public final class Answer {
  /** The header that stands on every answer to an invocation that made an activation. */
  public static final String ACTIVATION_ID = "x-openwhisk-activation-id";

  /** Our own embedded server's: which of its containers ran the activation. */
  public static final String CONTAINER_ID = "x-whiskbook-container-id";

  /**
   * Our own embedded server's: how many times faster than ours its Date header runs, if it does.
   */
  public static final String CLOCK_SPEED = "x-whiskbook-clock-speed";

  // The Date header is cut to the second.
  private static final long HALF_A_SECOND_MS = 500;

  private final int status;
  private final Headers headers;
  private final byte[] body;
  private final long receivedMs;

  Answer(int status, Headers headers, byte[] body, long receivedMs) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.receivedMs = receivedMs;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  public Headers headers() {
    return headers;
  }

  /** When the answer was read, by our clock, in ms since the epoch. */
  public long receivedMs() {
    return receivedMs;
  }

  /** The body as JSON; a missing node if it is none. */
  public JsonNode json() {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }

  /** The activation's id from the header, or else from the record. */
  public String activationId(JsonNode record) {
    String header = headers.get(ACTIVATION_ID);
    return header != null ? header : record.path("activationId").asString("");
  }

  /** The server's time to the second, by the Date header. */
  public OptionalLong serverMs() {
    Instant date = headers.getInstant("Date");
    return date == null ? OptionalLong.empty() : OptionalLong.of(date.toEpochMilli());
  }

  /**
   * How long the server asks us to wait, in ms, by Retry-After in seconds or as a date; 0 if it
   * does not. OpenWhisk does not, gateways in front of it may.
   */
  public long retryAfterMs() {
    String value = headers.get("Retry-After");
    if (value == null) {
      return 0;
    }
    if (value.matches("\\d{1,6}")) {
      return Long.parseLong(value) * 1000;
    }
    Instant date = headers.getInstant("Retry-After");
    return date == null ? 0 : Math.max(0, date.toEpochMilli() - serverMs().orElse(receivedMs));
  }

  /** The server's clock minus ours in ms, good to half a second; 0 without a Date header. */
  public long clockOffsetMs() {
    OptionalLong server = serverMs();
    return server.isPresent() ? server.getAsLong() + HALF_A_SECOND_MS - receivedMs : 0;
  }

  /** How many minutes of the server's clock pass in one of ours: 1, unless it says otherwise. */
  public int clockSpeed() {
    String speed = headers.get(CLOCK_SPEED);
    return speed != null && speed.matches("[1-9]\\d{0,5}") ? Integer.parseInt(speed) : 1;
  }

  /** OpenWhisk's own words for an error; empty if this is not an error as OpenWhisk says it. */
  public Optional<String> error() {
    return json().path("error").stringValueOpt();
  }

  /** The beginning of the body as text, for messages. */
  public String excerpt() {
    String text = new String(body, 0, Math.min(body.length, 1000), StandardCharsets.UTF_8);
    return Json.brief(text.replaceAll("(?s)<(script|style).*?</\\1>|<[^>]*>", " "));
  }
}
