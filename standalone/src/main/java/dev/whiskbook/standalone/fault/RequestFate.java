package dev.whiskbook.standalone.fault;

/** What an invocation's request meets on its way. */
public enum RequestFate {
  SERVED,
  /** Refused with 429. */
  THROTTLED,
  /** Answered with OpenWhisk's own 500. */
  SERVER_ERROR,
  /** Answered by a proxy before OpenWhisk, in HTML: 502, 503 or 504. */
  BAD_GATEWAY,
  UNAVAILABLE,
  GATEWAY_TIMEOUT,
  /** Served, but the connection breaks before the reply. */
  DISCONNECTED,
  /** Served, but the connection breaks in the middle of the reply. */
  TRUNCATED
}
