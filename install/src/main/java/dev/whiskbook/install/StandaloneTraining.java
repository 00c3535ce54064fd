package dev.whiskbook.install;

import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.ActivationQuery;
import dev.whiskbook.whisk.Target;
import dev.whiskbook.whisk.Whisk;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Has the embedded OpenWhisk do what it does in the first minute of a notebook, and end. */
final class StandaloneTraining {

  private static final int NO_OPS = 300;

  /** Enough for Graal to compile the loop, twice. */
  private static final int POINTS = 2_000_000;

  private StandaloneTraining() {}

  /**
   * Runs it as the product starts it.
   *
   * @param cache where its JVM writes the ahead-of-time cache when it ends
   * @return its exit code
   */
  static int record(Product product, Path cache) throws IOException, InterruptedException {
    Process server =
        new ProcessBuilder(
                Stream.concat(product.standaloneTraining(cache).stream(), Stream.of("--child"))
                    .toList())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader announced = server.inputReader();
        Whisk whisk = Whisk.connect(target(announced.readLine()))) {
      rehearse(whisk);
      server.getOutputStream().close();
      return server.waitFor(); // the cache is written by then
    } finally {
      server.destroyForcibly();
    }
  }

  private static Target target(String announcement) throws IOException {
    if (announcement == null) {
      throw new IOException("The embedded OpenWhisk ended before it was up.");
    }
    JsonNode json = JsonMapper.shared().readTree(announcement);
    return Target.of(json.path("apihost").asString(), json.path("auth").asString());
  }

  private static void rehearse(Whisk whisk) throws InterruptedException {
    whisk.status();
    Action noOp = Action.js("noop", "function main(args) { console.log(args); return args; }");
    whisk.fanOut(noOp).args((i, n) -> Map.of("i", i)).run(NO_OPS);
    Action pi =
        Action.js(
            "pi",
            """
            function main({ points }) {
              let hits = 0;
              for (let i = 0; i < points; i++) {
                const x = Math.random(), y = Math.random();
                if (x * x + y * y < 1) hits++;
              }
              return { hits };
            }
            """);
    whisk.fanOut(pi).args((i, n) -> Map.of("points", POINTS)).run(8);
    whisk.deploy(Action.js("late", "const main = async () => { throw new Error('late'); }"));
    whisk.invoke("late", Map.of());
    whisk.begin("noop", Map.of());
    whisk.activations(ActivationQuery.newest(20).withDocs());
    whisk.standalone().status();
    whisk.delete("late");
  }
}
