package dev.whiskbook.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.standalone.entity.Json;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** The server as a process of its own, which can be killed, and requests to it. */
final class ServedProcess implements AutoCloseable {
  static final String UUID_KEY =
      "23bc46b1-71f6-4ed5-8c54-816aa4f8c502:123zO3xZCLrMN6v2BKK1dXYFpXlPkccOFqm12CdAsMgRU4Vr";

  private static final String UPGRADE = "--upgrade-module-path=";

  private final Process process;
  private final JsonNode announcement;

  private ServedProcess(Process process) throws IOException {
    this.process = process;
    this.announcement = Json.MAPPER.readTree(process.inputReader().readLine());
  }

  /** Starts it as {@code serve --child} and waits until it listens. */
  static ServedProcess start(String... arguments) throws IOException {
    List<String> command = command(List.of("--child"));
    command.addAll(List.of(arguments));
    return new ServedProcess(launch(command));
  }

  /**
   * The same under a limit on the size of the files that it writes, in KB: its disk is full then.
   */
  static ServedProcess startWithFullDisk(int fileKb, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("bash", "-c", "ulimit -f " + fileKb + "; exec \"$@\"", "bash"));
    command.addAll(command(List.of("--child")));
    command.addAll(List.of(arguments));
    return new ServedProcess(launch(command));
  }

  /** A process that does not announce itself, with its own streams. */
  static Process startPlain(String... arguments) throws IOException {
    return launch(command(List.of(arguments)));
  }

  private static Process launch(List<String> command) throws IOException {
    var builder = new ProcessBuilder(command);
    builder.environment().put(FrontOptions.AUTH_VARIABLE, UUID_KEY);
    return builder.start();
  }

  /** Without the compiler of JavaScript: none of these processes lives long enough for it. */
  private static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.add("-Dpolyglot.engine.WarnInterpreterOnly=false");
    command.addAll(List.of("-cp", classPath(), Main.class.getName()));
    command.addAll(arguments);
    return command;
  }

  /** This JVM's, with what it has of the compiler on another path. */
  private static String classPath() {
    String path = System.getProperty("java.class.path");
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith(UPGRADE))
        .map(argument -> path + File.pathSeparator + argument.substring(UPGRADE.length()) + "/*")
        .findFirst()
        .orElse(path);
  }

  String apiHost() {
    return announcement.get("apihost").stringValue();
  }

  RawHttp.Answer send(String method, String path, String body) throws IOException {
    String key = Base64.getEncoder().encodeToString(UUID_KEY.getBytes(UTF_8));
    return RawHttp.send(
        apiHost(),
        method,
        "/api/v1/namespaces/_" + path,
        Map.of("Authorization", "Basic " + key, "Content-Type", "application/json"),
        body.getBytes(UTF_8));
  }

  /** {@code kill -9}. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** {@code kill}: the server ends in order. */
  @Override
  public void close() {
    process.toHandle().destroy(); // Process.destroy would close its standard input, too
    process.onExit().orTimeout(200, TimeUnit.SECONDS).join();
  }
}
