package dev.whiskbook.kernel.jupyter;

import dev.whiskbook.kernel.CellInput;
import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.CellRequest;
import dev.whiskbook.kernel.CellResult;
import dev.whiskbook.kernel.EvaluationException;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Executes cells. On the shell's thread only. */
final class ExecuteHandler implements MessageHandler {

  private final LazyInterpreter interpreter;
  private final Publisher publisher;
  private final ScheduledExecutorService timer;
  private final StdinChannel stdin;
  private final HistoryHandler history;
  private final LongSupplier arrived;
  private final long limitChars = OutputLimit.charsOf(System.getenv(OutputLimit.VARIABLE));

  /** Cells that arrived up to here are not executed: one before them failed. */
  private long abortedArrivals;

  /**
   * The handler of {@code execute_request}.
   *
   * @param timer publishes the text of cells, see {@link CellPublisher}
   * @param arrived how many messages have come on shell up to now
   */
  ExecuteHandler(
      LazyInterpreter interpreter,
      Publisher publisher,
      ScheduledExecutorService timer,
      StdinChannel stdin,
      HistoryHandler history,
      LongSupplier arrived) {
    this.interpreter = interpreter;
    this.publisher = publisher;
    this.timer = timer;
    this.stdin = stdin;
    this.history = history;
    this.arrived = arrived;
  }

  @Override
  public void handle(Request request) throws InterruptedException {
    if (request.arrival() <= abortedArrivals) {
      request.reply(Json.object().put("status", "aborted"));
      return;
    }
    ObjectNode content = request.content();
    boolean silent = content.path("silent").asBoolean(false);
    var cell =
        new CellRequest(
            content.path("code").asString(""),
            silent,
            !silent && content.path("store_history").asBoolean(true));
    CellResult result = silent ? executeSilently(cell, request) : executeAloud(cell, request);
    ObjectNode reply =
        switch (result) {
          case CellResult.Success _ -> success(content.path("user_expressions"));
          case CellResult.Failure failure -> Errors.content(failure.error());
        };
    reply.put("execution_count", result.executionCount());
    reply.putArray("payload");
    if (result instanceof CellResult.Failure
        && !silent
        && content.path("stop_on_error").asBoolean(true)) {
      abortedArrivals = arrived.getAsLong();
    }
    request.reply(reply);
  }

  private CellResult executeSilently(CellRequest cell, Request request)
      throws InterruptedException {
    // Silent cells do not broadcast output (messaging specification, Execute).
    return execute(cell, request, CellOutput.NOWHERE, () -> {});
  }

  private CellResult execute(CellRequest cell, Request request, CellOutput output, Runnable flushed)
      throws InterruptedException {
    if (!request.content().path("allow_stdin").asBoolean(false)) {
      return interpreter.get().execute(cell, output, CellInput.NONE);
    }
    try (StdinChannel.Asking input = stdin.asking(request, flushed)) {
      return interpreter.get().execute(cell, output, input);
    }
  }

  private CellResult executeAloud(CellRequest cell, Request request) throws InterruptedException {
    Interpreter session = interpreter.get();
    ObjectNode parent = request.message().header().json();
    CellPublisher output = new CellPublisher(publisher, parent, timer, new OutputLimit(limitChars));
    request.publish(
        "execute_input",
        Json.object()
            .put("code", cell.code())
            .put("execution_count", session.executionCount() + (cell.storeHistory() ? 1 : 0)));
    CellResult result = execute(cell, request, output, output::flush);
    output.flush();
    switch (result) {
      case CellResult.Success(int count, var value) ->
          value.ifPresent(
              bundle ->
                  request.publish(
                      "execute_result",
                      CellPublisher.bundle(Json.object().put("execution_count", count), bundle)));
      case CellResult.Failure failure -> {
        ObjectNode error = Errors.content(failure.error());
        error.remove("status");
        request.publish("error", error);
      }
    }
    if (cell.storeHistory()) {
      history.add(cell, result);
    }
    return result;
  }

  private ObjectNode success(JsonNode expressions) throws InterruptedException {
    ObjectNode reply = Request.ok();
    ObjectNode values = reply.putObject("user_expressions");
    for (Map.Entry<String, JsonNode> expression : expressions.properties()) {
      values.set(expression.getKey(), evaluate(expression.getValue().asString("")));
    }
    return reply;
  }

  private ObjectNode evaluate(String expression) throws InterruptedException {
    try {
      return CellPublisher.bundle(Request.ok(), interpreter.get().evaluate(expression));
    } catch (EvaluationException e) {
      return Errors.content(e);
    }
  }
}
