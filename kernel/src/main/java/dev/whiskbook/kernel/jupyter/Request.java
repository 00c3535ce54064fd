package dev.whiskbook.kernel.jupyter;

import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** A message from a front end, and the ways to answer it. */
public final class Request {

  private static final String REQUEST = "_request";

  private final Channel channel;
  private final long arrival;
  private final Message message;
  private final Publisher publisher;
  private final RequestThread thread;
  private volatile boolean replied;

  Request(Channel channel, long arrival, Message message, Publisher publisher) {
    this(channel, arrival, message, publisher, null);
  }

  /**
   * A request among others.
   *
   * @param thread handles it and what comes behind it, or null
   */
  Request(
      Channel channel, long arrival, Message message, Publisher publisher, RequestThread thread) {
    this.thread = thread;
    this.channel = channel;
    this.arrival = arrival;
    this.message = message;
    this.publisher = publisher;
  }

  /** The message type, such as {@code execute_request}. */
  public String type() {
    return message.header().type();
  }

  /** The channel on which it came. */
  Channel channel() {
    return channel;
  }

  public Message message() {
    return message;
  }

  public ObjectNode content() {
    return message.content();
  }

  /** The how-manieth message of its channel this is, from 1. */
  long arrival() {
    return arrival;
  }

  /** Whether a message that passes the test has come behind this one, and waits. */
  boolean isFollowedBy(Predicate<Message> test) {
    return thread != null && thread.hasWaiting(test);
  }

  /** A content with {@code status: ok}, to be filled and replied. */
  public static ObjectNode ok() {
    return Json.object().put("status", "ok");
  }

  /**
   * Replies to who asked, on the channel on which it came: {@code x_request} by {@code x_reply}.
   */
  public void reply(ObjectNode content) {
    String type = type();
    String stem =
        type.endsWith(REQUEST) ? type.substring(0, type.length() - REQUEST.length()) : type;
    replied = true;
    var _ =
        publisher.send(
            channel, message.identities(), stem + "_reply", message.header().json(), content);
  }

  /** Publishes on IOPub, with this request as the parent. */
  public void publish(String type, ObjectNode content) {
    publisher.publish(type, message.header().json(), content);
  }

  /** Replies that it failed, unless it has been answered, or is of a type that has no reply. */
  void fail(Throwable failure) {
    if (!replied && type().endsWith(REQUEST)) {
      reply(Errors.content(failure));
    }
  }

  /** Replies for an extension, if this is of a type that has a reply. */
  void answer(ObjectNode content) {
    if (type().endsWith(REQUEST)) {
      ObjectNode reply = content == null ? Json.object() : content.deepCopy();
      reply.putIfAbsent("status", Json.text("ok"));
      reply(reply);
    }
  }

  /** Has a handler handle this, between the statuses {@code busy} and {@code idle}. */
  void handle(MessageHandler handler) {
    handle(handler, Request::publishIdle);
  }

  /**
   * Has a handler handle this.
   *
   * @param end publishes the status {@code idle}
   */
  void handle(MessageHandler handler, Consumer<Request> end) {
    publishBusy();
    try {
      handler.handle(this);
    } catch (Throwable e) {
      Logs.LOG.log(
          System.Logger.Level.WARNING,
          () -> "The handler of " + Logs.printable(type()) + " failed: " + e);
      fail(e);
    } finally {
      end.accept(this);
    }
  }

  void publishBusy() {
    publish("status", Json.object().put("execution_state", "busy"));
  }

  void publishIdle() {
    publish("status", Json.object().put("execution_state", "idle"));
  }
}
