package dev.whiskbook.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A child process that runs one round for each line it is sent, and answers with the round's
 * milliseconds.
 */
final class Rounds implements AutoCloseable {

  private final Process process;
  private final Writer requests;
  private final BufferedReader answers;

  Rounds(List<String> command) throws IOException {
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    requests = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Runs a round and returns its seconds. */
  double run() throws IOException {
    requests.write("go\n");
    requests.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException(
          process.info().command().orElse("The peer") + " ended without an answer.");
    }
    return Double.parseDouble(answer) / 1000;
  }

  /** Ends the process, by the end of its input if that does: peers complain of signals. */
  @Override
  public void close() throws IOException {
    try {
      requests.close();
      var _ = process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroy();
    }
  }
}
