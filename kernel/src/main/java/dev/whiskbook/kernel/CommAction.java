package dev.whiskbook.kernel;

/** What one end of a comm does to the other, by the message types' own names. */
public enum CommAction {
  OPEN("comm_open"),
  MESSAGE("comm_msg"),
  CLOSE("comm_close");

  private final String messageType;

  CommAction(String messageType) {
    this.messageType = messageType;
  }

  /** The message type of the protocol. */
  public String messageType() {
    return messageType;
  }
}
