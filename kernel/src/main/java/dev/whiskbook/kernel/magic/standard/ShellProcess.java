package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.MagicException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A process of the user's whose output goes to a cell while it runs. */
record ShellProcess(Workplace workplace, CellOutput output) {

  /**
   * How it ended.
   *
   * @param lines its standard output, if that was to be kept
   */
  record Outcome(int exitCode, List<String> lines) {}

  /** Bash, or the plain shell where there is none. */
  static String shell() {
    return Files.isExecutable(Path.of("/bin/bash")) ? "/bin/bash" : "sh";
  }

  /**
   * Runs a program without input and waits for it. If this thread is interrupted, the process and
   * all that it started are ended.
   *
   * @param keep whether its standard output is wanted as lines, instead of being shown
   */
  Outcome run(String program, List<String> arguments, boolean keep)
      throws IOException, InterruptedException {
    var command = Stream.concat(Stream.of(program), arguments.stream()).toList();
    var builder = new ProcessBuilder(command).directory(workplace.folder().toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(workplace.environment());
    Process process = start(builder, program);
    var kept = new StringBuilder();
    Consumer<String> out = keep ? kept::append : text -> output.stream(StreamName.STDOUT, text);
    Thread stdout = pump(process.getInputStream(), out);
    Thread stderr = pump(process.getErrorStream(), text -> output.stream(StreamName.STDERR, text));
    try {
      int exitCode = process.waitFor();
      stdout.join();
      stderr.join();
      return new Outcome(exitCode, new ArrayList<>(kept.toString().lines().toList()));
    } catch (InterruptedException e) {
      end(process);
      throw e;
    }
  }

  private static Process start(ProcessBuilder builder, String program) {
    if (!builder.directory().isDirectory()) {
      throw new MagicException(
          "The folder " + builder.directory() + " is gone: choose another with %cd.");
    }
    try {
      return builder.start();
    } catch (IOException e) {
      throw new MagicException(
          program + " cannot be started in " + builder.directory() + ": " + e.getMessage(), e);
    }
  }

  /** The shell first, so that it does not go on with its next command. */
  private static void end(Process process) {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  private static Thread pump(InputStream stream, Consumer<String> sink) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
                char[] buffer = new char[8192];
                for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
                  sink.accept(new String(buffer, 0, n));
                }
              } catch (IOException e) {
                sink.accept("(the output ended early: " + e.getMessage() + ")\n");
              }
            });
  }
}
