package dev.whiskbook.whisk;

import java.util.Arrays;
import java.util.Optional;

/** How an attempt ended: OpenWhisk's four outcomes, and what can happen before and after them. */
public enum Status {
  /** The action returned a result. */
  SUCCESS("success"),
  /** The action returned a value with the key {@code error}, or rejected its promise. */
  APPLICATION_ERROR("application error"),
  /** The action threw, timed out, crashed or could not be initialised. */
  DEVELOPER_ERROR("action developer error"),
  /** OpenWhisk itself failed; another attempt may succeed. */
  INTERNAL_ERROR("whisk internal error"),
  /** Refused for now (429): too many in a minute, or too many at once. */
  THROTTLED("throttled"),
  /** The connection could not be made or broke; the activation may or may not have run. */
  CONNECTION_FAILED("connection failed"),
  /** OpenWhisk would not take the request, for instance because it is too big. */
  REJECTED("rejected"),
  /** Accepted, but no record of it turned up in time. */
  NO_RECORD("no record"),
  /** Not run to its end because the run was interrupted or its time was over. */
  CANCELLED("cancelled");

  private final String text;

  Status(String text) {
    this.text = text;
  }

  /** The words that OpenWhisk uses in {@code response.status}, or ours where it has none. */
  public String text() {
    return text;
  }

  /** The status of an activation record's {@code response.status}. */
  public static Optional<Status> ofText(String text) {
    return Arrays.stream(values()).filter(s -> s.text.equals(text)).findFirst();
  }

  @Override
  public String toString() {
    return text;
  }
}
