package dev.whiskbook.kernel.jupyter;

import dev.whiskbook.kernel.CellInput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;

/**
 * The stdin channel: asks the front end that executes a cell, one question at a time whoever asks,
 * since most front ends answer without saying which one they mean.
 */
final class StdinChannel {

  /** What IPython takes for Ctrl-D too; a console sends it. */
  private static final String END_OF_INPUT = "\u0004";

  /** Comes in the place of an answer when the cell that asks has ended: no message is empty. */
  private static final List<byte[]> CELL_ENDED = List.of();

  private final WireCodec codec;
  private final Publisher publisher;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile LinkedBlockingQueue<List<byte[]>> answers;

  StdinChannel(WireCodec codec, Publisher publisher) {
    this.codec = codec;
    this.publisher = publisher;
  }

  /** Takes a message; from the sockets' thread. */
  void received(List<byte[]> frames) {
    LinkedBlockingQueue<List<byte[]>> waiting = answers;
    if (waiting == null) {
      Logs.dropped(Channel.STDIN, "nothing has asked for input");
    } else {
      waiting.add(frames);
    }
  }

  /**
   * The input of one cell.
   *
   * @param execution its execute_request, whose sender is asked
   * @param printed publishes what the cell has printed, as that may be the question
   */
  Asking asking(Request execution, Runnable printed) {
    return new Asking(execution, printed);
  }

  /** Asks on behalf of one cell, until that has ended. */
  final class Asking implements CellInput, AutoCloseable {
    private final Request execution;
    private final Runnable printed;
    private final LinkedBlockingQueue<List<byte[]>> mine = new LinkedBlockingQueue<>();
    private volatile boolean ended;

    private Asking(Request execution, Runnable printed) {
      this.execution = execution;
      this.printed = printed;
    }

    @Override
    public Optional<String> readLine(String prompt, boolean password)
        throws IOException, InterruptedException {
      asking.lockInterruptibly();
      try {
        mine.clear();
        answers = mine;
        // Only now: close() sets it before it adds to the queue.
        if (ended) {
          throw new IOException("The cell that asks for input has ended.");
        }
        printed.run();
        Header question =
            publisher.send(
                Channel.STDIN,
                execution.message().identities(),
                "input_request",
                execution.message().header().json(),
                Json.object().put("prompt", prompt).put("password", password));
        String line = awaitAnswer(question);
        return line.equals(END_OF_INPUT) ? Optional.empty() : Optional.of(line);
      } finally {
        answers = null;
        asking.unlock();
      }
    }

    private String awaitAnswer(Header question) throws IOException, InterruptedException {
      while (true) {
        List<byte[]> frames = mine.take();
        if (frames.isEmpty()) {
          throw new IOException("The cell that asks for input has ended.");
        }
        try {
          return line(codec.decode(frames), question);
        } catch (MalformedMessageException e) {
          Logs.dropped(Channel.STDIN, e.getMessage()); // and the right answer may still come
        }
      }
    }

    private String line(Message answer, Header question) throws MalformedMessageException {
      if (!answer.header().type().equals("input_reply")) {
        throw new MalformedMessageException("it is not an input_reply");
      }
      // JupyterLab names the question; jupyter_client's clients name none.
      String asked = answer.parentHeader().path("msg_id").asString("");
      if (!asked.isEmpty()
          && !asked.equals(question.id())
          && !asked.equals(execution.message().header().id())) {
        throw new MalformedMessageException("it answers an earlier question");
      }
      JsonNode value = answer.content().path("value");
      if (!value.isString()) {
        throw new MalformedMessageException("its value is not a string");
      }
      return value.stringValue();
    }

    /** The cell has ended: a thread of it that still waits is told so, and others can ask. */
    @Override
    public void close() {
      ended = true;
      mine.add(CELL_ENDED);
    }
  }
}
