package dev.whiskbook.kernel.jupyter;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The protocol: which handler answers which message type, on whatever channel it comes. */
final class Handlers {

  /** What an editor asks while the user types: answered also while a cell runs. */
  private static final Set<String> ASSISTANCE =
      Set.of("complete_request", "inspect_request", "is_complete_request");

  private final Map<String, MessageHandler> byType = new ConcurrentHashMap<>();
  private final LazyInterpreter interpreter;

  /** Has its own handlers first, then these; null for those of the main shell. */
  private final Handlers others;

  private Handlers(LazyInterpreter interpreter, Handlers others) {
    this.interpreter = interpreter;
    this.others = others;
  }

  /** The whole of the protocol that this kernel speaks, but for {@code execute_request}. */
  static Handlers protocol(
      LazyInterpreter interpreter,
      AssistanceHandlers assistance,
      HistoryHandler history,
      CommHandlers comms,
      ControlHandlers control,
      DebugHandler debug) {
    return new Handlers(interpreter, null)
        .add("kernel_info_request", new KernelInfoHandler())
        .add("complete_request", assistance::complete)
        .add("inspect_request", assistance::inspect)
        .add("is_complete_request", assistance::isComplete)
        .add("history_request", history)
        .add("comm_info_request", comms::info)
        .add("comm_open", comms::open)
        .add("comm_msg", comms::message)
        .add("comm_close", comms::close)
        .add("debug_request", debug)
        .add("interrupt_request", control::interrupt)
        .add("shutdown_request", control::shutdown);
  }

  /** These handlers with another one for {@code execute_request}: those of one shell. */
  Handlers executing(MessageHandler execute) {
    return new Handlers(interpreter, this).add("execute_request", execute);
  }

  /** Adds a message type, or replaces its handler. */
  Handlers add(String type, MessageHandler handler) {
    byType.put(type, handler);
    return this;
  }

  static boolean isAssistance(String type) {
    return ASSISTANCE.contains(type);
  }

  /** The handler of a message type, of the protocol or of an extension; or null. */
  MessageHandler find(String type) throws InterruptedException {
    MessageHandler handler = byType.get(type);
    if (handler != null) {
      return handler;
    }
    return others != null ? others.find(type) : extension(type);
  }

  private MessageHandler extension(String type) throws InterruptedException {
    return interpreter
        .get()
        .messageTypes()
        .find(type)
        .<MessageHandler>map(answer -> request -> request.answer(answer.to(request.content())))
        .orElse(null);
  }
}
