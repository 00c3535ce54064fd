package dev.whiskbook.kernel.jupyter;

import dev.whiskbook.kernel.CellError;
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
import dev.whiskbook.kernel.debug.DebugAdapter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** A session whose cells are given by the test: a name, and what executing it does. */
final class ScriptedInterpreter implements Interpreter {

  /** What a cell does; its value, if it is not null, is the result. */
  interface Cell {
    String run(CellOutput output) throws Exception;
  }

  /** What a cell that asks for input does. */
  interface AskingCell {
    String run(CellOutput output, CellInput input) throws Exception;
  }

  private final Map<String, AskingCell> cells = new ConcurrentHashMap<>();
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();
  final MessageTypes messageTypes = new MessageTypes();
  final CountDownLatch closed = new CountDownLatch(1);

  ScriptedInterpreter cell(String code, Cell cell) {
    return asking(code, (output, _) -> cell.run(output));
  }

  ScriptedInterpreter asking(String code, AskingCell cell) {
    cells.put(code, cell);
    return this;
  }

  @Override
  public CellResult executeBeside(CellRequest request, CellOutput output, CellInput input) {
    return execute(request, output, input);
  }

  @Override
  public CellResult execute(CellRequest request, CellOutput output, CellInput input) {
    int number = request.storeHistory() ? count.incrementAndGet() : count.get();
    running.add(Thread.currentThread()); // before anyone can know that it runs, and interrupt it
    try {
      output.begins(request, number);
      String value = cells.get(request.code()).run(output, input);
      return new CellResult.Success(number, Optional.ofNullable(value).map(MimeBundle::text));
    } catch (Exception e) {
      return new CellResult.Failure(
          number,
          new CellError(
              e.getClass().getSimpleName(),
              String.valueOf(e.getMessage()),
              List.of("at line 1"),
              OptionalInt.of(1)));
    } finally {
      running.remove(Thread.currentThread());
    }
  }

  @Override
  public void callback(String name, CellOutput output, Callable<?> code) throws Throwable {
    code.call();
  }

  @Override
  public Comms comms() {
    throw new UnsupportedOperationException("comms are tested with a real session");
  }

  @Override
  public MessageTypes messageTypes() {
    return messageTypes;
  }

  @Override
  public void interrupt() {
    running.forEach(Thread::interrupt);
  }

  @Override
  public int executionCount() {
    return count.get();
  }

  @Override
  public Completions complete(String code, int cursor) {
    return new Completions(
        List.of(new Completions.Completion("println", "function")), cursor - 1, cursor);
  }

  @Override
  public Optional<MimeBundle> inspect(String code, int cursor, int detailLevel) {
    return code.equals("nothing")
        ? Optional.empty()
        : Optional.of(MimeBundle.text(code + " at " + cursor + " in detail " + detailLevel));
  }

  @Override
  public Completeness isComplete(String code) {
    return new Completeness(
        code.endsWith("{") ? Completeness.Status.INCOMPLETE : Completeness.Status.COMPLETE, "  ");
  }

  @Override
  public MimeBundle evaluate(String expression) throws EvaluationException {
    if (expression.equals("bad")) {
      throw new EvaluationException("bad is not defined", null);
    }
    return MimeBundle.text(expression + "!");
  }

  @Override
  public DebugAdapter debugger(Consumer<ObjectNode> events) {
    throw new UnsupportedOperationException("there is no code to debug");
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
