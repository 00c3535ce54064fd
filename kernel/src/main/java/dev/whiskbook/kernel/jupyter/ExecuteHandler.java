package dev.whiskbook.kernel.jupyter;

import dev.whiskbook.kernel.CellInput;
import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.CellRequest;
import dev.whiskbook.kernel.CellResult;
import dev.whiskbook.kernel.EvaluationException;
import java.util.Map;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Executes the cells of one shell, the main one or a subshell. On that shell's thread only. */
final class ExecuteHandler implements MessageHandler {

  /** How the cells of a shell are executed: each for itself, or beside those of others. */
  interface Execution {
    CellResult execute(Interpreter session, CellRequest cell, CellOutput output, CellInput input);
  }

  private final LazyInterpreter interpreter;
  private final Execution execution;
  private final CellPublishers publishers;
  private final StdinChannel stdin;
  private final History history;
  private final LongSupplier arrived;

  /** Cells that arrived up to here are not executed: one before them failed. */
  private long abortedArrivals;

  /**
   * The handler of {@code execute_request}.
   *
   * @param arrived how many messages have come to this shell up to now
   */
  ExecuteHandler(
      LazyInterpreter interpreter,
      Execution execution,
      CellPublishers publishers,
      StdinChannel stdin,
      History history,
      LongSupplier arrived) {
    this.interpreter = interpreter;
    this.execution = execution;
    this.publishers = publishers;
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
    CellPublisher output = publishers.of(request);
    CellResult result =
        silent ? executeSilently(cell, request) : executeAloud(cell, request, output);
    ObjectNode reply =
        switch (result) {
          case CellResult.Success _ -> success(content.path("user_expressions"));
          case CellResult.Failure failure -> Errors.content(failure.error());
        };
    reply.put("execution_count", result.executionCount());
    ArrayNode payload = reply.putArray("payload");
    if (result instanceof CellResult.Success) {
      payload.addAll(output.payload());
    }
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

  private CellResult execute(CellRequest cell, Request request, CellOutput output, Runnable printed)
      throws InterruptedException {
    Interpreter session = interpreter.get();
    // A front end that does not say so may not listen: the question would wait for ever.
    if (!request.content().path("allow_stdin").asBoolean(false)) {
      return execution.execute(session, cell, output, CellInput.NONE);
    }
    try (StdinChannel.Asking input = stdin.asking(request, printed)) {
      return execution.execute(session, cell, output, input);
    }
  }

  private CellResult executeAloud(CellRequest cell, Request request, CellPublisher output)
      throws InterruptedException {
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
