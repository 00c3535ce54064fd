package dev.whiskbook.bench;

import dev.whiskbook.install.Product;
import dev.whiskbook.whisk.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The standalone server as a process of its own, and what the JDK's tools say about its memory. */
final class ServerUnderLoad implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_COLLECTIONS = 40;
  private static final int VAIN_COLLECTIONS = 5;
  private static final String ACTIONS = "/api/v1/namespaces/_/actions/";

  /** {@code def new generation total 14784K, used 11890K [0x…}: one for each part of the heap. */
  private static final Pattern HEAP_USED =
      Pattern.compile("(?m)^(?!\\s*(?:Metaspace|class space)).*total.*used (\\d+)K");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final BufferedReader announcements;
  private final String key;
  private final URI apihost;

  /**
   * Starts a server and waits until it listens.
   *
   * @param options of {@code whiskbook serve}
   */
  ServerUnderLoad(String... options) throws IOException {
    var command = new ArrayList<>(Product.running().standaloneCommand());
    command.addAll(List.of("--child", "--port", "0"));
    command.addAll(List.of(options));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    announcements = process.inputReader(StandardCharsets.UTF_8);
    String line = announcements.readLine();
    if (line == null) {
      throw new IOException("The standalone server ended before it listened.");
    }
    JsonNode announcement = JSON.readTree(line);
    apihost = URI.create(announcement.get("apihost").asString());
    key = announcement.get("auth").asString();
  }

  URI apihost() {
    return apihost;
  }

  Target target() {
    return Target.of(apihost.toString(), key);
  }

  /** The request that invokes an action and waits for its result. */
  byte[] invocation(String action) {
    return invocation(action, "{}");
  }

  /** The same with arguments, a JSON object. */
  byte[] invocation(String action, String arguments) {
    String path = ACTIONS + action + "?blocking=true&result=true";
    return HttpLoad.request("POST", apihost, path, key, arguments);
  }

  byte[] ping() {
    return HttpLoad.request("GET", apihost, "/ping", "", "");
  }

  /** Creates an action, or a new version of it, whose next activation is a cold one. */
  void deploy(String action, String code) throws IOException, InterruptedException {
    String body =
        JSON.writeValueAsString(Map.of("exec", Map.of("kind", "nodejs:default", "code", code)));
    ask("PUT", ACTIONS + action + "?overwrite=true", body);
  }

  /** Invokes an action and waits for its result. */
  void invoke(String action) throws IOException, InterruptedException {
    ask("POST", ACTIONS + action + "?blocking=true&result=true", "{}");
  }

  private void ask(String method, String path, String body)
      throws IOException, InterruptedException {
    String basic = Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.US_ASCII));
    var request =
        HttpRequest.newBuilder(apihost.resolve(path))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(
          "%s %s was answered with %d: %s"
              .formatted(method, path, response.statusCode(), response.body()));
    }
  }

  /**
   * Bytes of the heap that full collections leave, once further ones find no less: the compiler's
   * graphs, tens of MB, go only when it has nothing left to do.
   */
  long heap() throws IOException, InterruptedException {
    long least = Long.MAX_VALUE;
    int vain = 0;
    for (int i = 0; i < MAX_COLLECTIONS && vain < VAIN_COLLECTIONS; i++) {
      long bytes = collect();
      vain = bytes < 0.99 * least ? 0 : vain + 1;
      least = Math.min(least, bytes);
    }
    return least;
  }

  private long collect() throws IOException, InterruptedException {
    jcmd("GC.run");
    Matcher used = HEAP_USED.matcher(jcmd("GC.heap_info"));
    long kilobytes = 0;
    while (used.find()) {
      kilobytes += Long.parseLong(used.group(1));
    }
    if (kilobytes == 0) {
      throw new IOException("jcmd says nothing about the heap that is understood.");
    }
    return kilobytes << 10;
  }

  private String jcmd(String question) throws IOException, InterruptedException {
    Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process jcmd =
        new ProcessBuilder(program.toString(), "" + process.pid(), question)
            .redirectErrorStream(true)
            .start();
    String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IOException("jcmd " + question + " failed: " + answer);
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    client.close();
    process.destroy();
    announcements.close();
  }
}
