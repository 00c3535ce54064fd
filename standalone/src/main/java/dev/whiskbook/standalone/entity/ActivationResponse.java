package dev.whiskbook.standalone.entity;

import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * How an activation ended.
 *
 * @param resultJson the result as JSON text: an object or an array
 * @param size length of what the container answered, in characters; absent if it did not answer
 */
public record ActivationResponse(Status status, String resultJson, OptionalInt size) {
  /** OpenWhisk's four outcomes. */
  public enum Status {
    SUCCESS(0, "success"),
    APPLICATION_ERROR(1, "application error"),
    DEVELOPER_ERROR(2, "action developer error"),
    WHISK_ERROR(3, "whisk internal error");

    private final int code;
    private final String text;

    Status(int code, String text) {
      this.code = code;
      this.text = text;
    }

    /** The number in lists. */
    public int code() {
      return code;
    }

    /** The word in records. */
    public String text() {
      return text;
    }
  }

  /** Largest result, in bytes of UTF-8. */
  public static final int MAX_RESULT_BYTES = 1 << 20;

  public boolean isSuccess() {
    return status == Status.SUCCESS;
  }

  /** True if the result is an array, which invocations answer with bare. */
  public boolean isArray() {
    return resultJson.startsWith("[");
  }

  /** An outcome with a result as the container sent it. */
  public static ActivationResponse of(Status status, String resultJson) {
    return new ActivationResponse(status, resultJson, OptionalInt.of(resultJson.length()));
  }

  /** An error in words, of a container that answered {@code answerLength} characters. */
  public static ActivationResponse error(Status status, String message, OptionalInt answerLength) {
    return new ActivationResponse(
        status, Json.object().put("error", message).toString(), answerLength);
  }

  /** The {@code response} object of records and of {@code /result}. */
  public ObjectNode toJson() {
    var json = Json.object();
    json.putRawValue("result", new RawValue(resultJson));
    size.ifPresent(n -> json.put("size", n));
    return json.put("status", status.text()).put("success", isSuccess());
  }
}
