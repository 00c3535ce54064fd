package dev.whiskbook.kernel;

/**
 * Whether code can be executed as it stands ({@code is_complete_reply}).
 *
 * @param indent what the next line should begin with, where the code is incomplete
 */
public record Completeness(Status status, String indent) {

  /** The statuses of the messaging specification. */
  public enum Status {
    COMPLETE("complete"),
    INCOMPLETE("incomplete"),
    INVALID("invalid"),
    UNKNOWN("unknown");

    private final String wireName;

    Status(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }
  }
}
