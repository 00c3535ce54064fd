package dev.whiskbook.kernel.jupyter;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The protocol: which handler answers which message type, on whatever channel it comes. */
final class Handlers {

  private final Map<String, MessageHandler> byType = new ConcurrentHashMap<>();

  /** The whole of the protocol that this kernel speaks. */
  static Handlers protocol(
      ExecuteHandler execute,
      AssistanceHandlers assistance,
      HistoryHandler history,
      ControlHandlers control) {
    return new Handlers()
        .add("kernel_info_request", new KernelInfoHandler())
        .add("execute_request", execute)
        .add("complete_request", assistance::complete)
        .add("inspect_request", assistance::inspect)
        .add("is_complete_request", assistance::isComplete)
        .add("history_request", history)
        .add("comm_info_request", CommHandlers::info)
        .add("comm_open", CommHandlers::open)
        .add("comm_msg", CommHandlers::message)
        .add("comm_close", CommHandlers::message)
        .add("interrupt_request", control::interrupt)
        .add("shutdown_request", control::shutdown);
  }

  /** Adds a message type, or replaces its handler. */
  Handlers add(String type, MessageHandler handler) {
    byType.put(type, handler);
    return this;
  }

  /** The handler of a message type, or null. */
  MessageHandler find(String type) {
    return byType.get(type);
  }
}
