package dev.whiskbook.standalone.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.standalone.entity.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What is sent back: status, headers other than those of every reply, content type and body.
 *
 * @param delivery how much of it reaches the client
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and a copy may be 48 MB
public record Reply(
    int status,
    Map<String, List<String>> headers,
    String contentType,
    byte[] body,
    Delivery delivery) {
  /** How much of a reply is sent before the connection is closed, where faults are injected. */
  public enum Delivery {
    WHOLE,
    HALF,
    NOT_AT_ALL
  }

  /** The headers of every reply that comes from an entity's own endpoint. */
  private static final Map<String, List<String>> CORS =
      Map.of(
          "Access-Control-Allow-Origin", List.of("*"),
          "Access-Control-Allow-Headers",
              List.of("Authorization, Origin, X-Requested-With, Content-Type, Accept, User-Agent"),
          "Access-Control-Allow-Methods", List.of("GET, DELETE, POST, PUT, HEAD"));

  /** A JSON reply. */
  public static Reply json(int status, JsonNode body) {
    return json(status, body.toString());
  }

  /** A JSON reply from text that is JSON already. */
  public static Reply json(int status, String body) {
    return new Reply(status, Map.of(), "application/json", body.getBytes(UTF_8), Delivery.WHOLE);
  }

  /** A reply in plain text. */
  public static Reply text(int status, String body) {
    return new Reply(
        status, Map.of(), "text/plain; charset=UTF-8", body.getBytes(UTF_8), Delivery.WHOLE);
  }

  /** A page, as proxies send it. */
  public static Reply html(int status, String body) {
    return new Reply(status, Map.of(), "text/html", body.getBytes(UTF_8), Delivery.WHOLE);
  }

  /** A reply without a body. */
  public static Reply empty(int status) {
    return new Reply(status, Map.of(), "", new byte[0], Delivery.WHOLE);
  }

  /** OpenWhisk's error document. */
  public static Reply error(int status, String message, String transactionId) {
    return json(status, Json.object().put("code", transactionId).put("error", message));
  }

  /** This reply with one more header. */
  public Reply with(String name, String value) {
    return withAll(name, List.of(value));
  }

  /** This reply with a header that stands in it several times. */
  public Reply withAll(String name, List<String> values) {
    Map<String, List<String>> more = new LinkedHashMap<>(headers);
    more.put(name, values);
    return new Reply(status, more, contentType, body, delivery);
  }

  /** This reply with a header, unless it has that already, in whatever case. */
  public Reply withDefault(String name, String value) {
    return headers.keySet().stream().anyMatch(name::equalsIgnoreCase) ? this : with(name, value);
  }

  /** This reply with the cross-origin headers. */
  public Reply withCors() {
    Map<String, List<String>> more = new LinkedHashMap<>(headers);
    CORS.forEach(more::putIfAbsent);
    return new Reply(status, more, contentType, body, delivery);
  }

  /** This reply with another content type. */
  public Reply as(String type) {
    return new Reply(status, headers, type, body, delivery);
  }

  /** This reply, of which no more is sent than told. */
  public Reply delivered(Delivery how) {
    return new Reply(status, headers, contentType, body, how);
  }
}
