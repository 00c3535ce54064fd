package dev.whiskbook.kernel;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * Message types that a session answers besides those of the protocol: what an extension and its
 * part in the front end say to each other.
 */
public final class MessageTypes {

  /** Answers the requests of one type. */
  @FunctionalInterface
  public interface Answer {

    /**
     * Handles a request, on the thread of its channel: on shell after the cells before it, on
     * control while cells run.
     *
     * @param content the content of the request
     * @return that of the reply; {@code status} is added where it is missing. Of no interest for
     *     types that do not end in {@code _request}
     * @throws Exception whatever goes wrong: the reply says so
     */
    ObjectNode to(ObjectNode content) throws Exception;
  }

  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /** No types yet. */
  public MessageTypes() {}

  /**
   * Adds a type, or replaces it. Those of the protocol cannot be replaced: they come first.
   *
   * @param type such as {@code tables_request}, which is answered by {@code tables_reply}
   */
  public void add(String type, Answer answer) {
    answers.put(type, answer);
  }

  /** What answers a type. */
  public Optional<Answer> find(String type) {
    return Optional.ofNullable(answers.get(type));
  }
}
