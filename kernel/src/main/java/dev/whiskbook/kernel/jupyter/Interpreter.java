package dev.whiskbook.kernel.jupyter;

import dev.whiskbook.kernel.CellInput;
import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.CellRequest;
import dev.whiskbook.kernel.CellResult;
import dev.whiskbook.kernel.Comms;
import dev.whiskbook.kernel.Completeness;
import dev.whiskbook.kernel.Completions;
import dev.whiskbook.kernel.EvaluationException;
import dev.whiskbook.kernel.MessageTypes;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.debug.DebugAdapter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** What the protocol asks of a session; see {@link Session} for what each method promises. */
interface Interpreter extends AutoCloseable {

  CellResult execute(CellRequest request, CellOutput output, CellInput input);

  /** Executes a cell of a subshell. */
  CellResult executeBeside(CellRequest request, CellOutput output, CellInput input);

  void interrupt();

  int executionCount();

  void callback(String name, CellOutput output, Callable<?> code) throws Throwable;

  Comms comms();

  MessageTypes messageTypes();

  Completions complete(String code, int cursor);

  Optional<MimeBundle> inspect(String code, int cursor, int detailLevel);

  Completeness isComplete(String code);

  /** The representation of an expression's value. */
  MimeBundle evaluate(String expression) throws EvaluationException;

  DebugAdapter debugger(Consumer<ObjectNode> events);

  @Override
  void close();

  static Interpreter of(Session session) {
    return new Interpreter() {
      @Override
      public CellResult execute(CellRequest request, CellOutput output, CellInput input) {
        return session.execute(request, output, input);
      }

      @Override
      public CellResult executeBeside(CellRequest request, CellOutput output, CellInput input) {
        return session.executeBeside(request, output, input);
      }

      @Override
      public void callback(String name, CellOutput output, Callable<?> code) throws Throwable {
        session.callback(name, output, code);
      }

      @Override
      public Comms comms() {
        return session.comms();
      }

      @Override
      public MessageTypes messageTypes() {
        return session.messageTypes();
      }

      @Override
      public void interrupt() {
        session.interrupt();
      }

      @Override
      public int executionCount() {
        return session.executionCount();
      }

      @Override
      public Completions complete(String code, int cursor) {
        return session.complete(code, cursor);
      }

      @Override
      public Optional<MimeBundle> inspect(String code, int cursor, int detailLevel) {
        return session.inspect(code, cursor, detailLevel);
      }

      @Override
      public Completeness isComplete(String code) {
        return session.isComplete(code);
      }

      @Override
      public MimeBundle evaluate(String expression) throws EvaluationException {
        return session.renderers().render(session.evaluate(expression));
      }

      @Override
      public DebugAdapter debugger(Consumer<ObjectNode> events) {
        return session.debugger(events);
      }

      @Override
      public void close() {
        session.close();
      }
    };
  }
}
