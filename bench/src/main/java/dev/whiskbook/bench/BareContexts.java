package dev.whiskbook.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/**
 * The loop of an action in GraalJS contexts with nothing around it: what the embedded OpenWhisk
 * could reach at best. Runs in a JVM with the options of the embedded OpenWhisk's.
 *
 * <p>Arguments: the source file, how many contexts, how many chunks, points a chunk.
 */
final class BareContexts {

  private BareContexts() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Source source =
        Source.newBuilder("js", Files.readString(Path.of(arguments[0])), "pi.js").build();
    int contexts = Integer.parseInt(arguments[1]);
    int chunks = Integer.parseInt(arguments[2]);
    int points = Integer.parseInt(arguments[3]);
    try (var engine = Engine.create("js")) {
      var mains = new ArrayList<Value>();
      for (int i = 0; i < contexts; i++) {
        Context context = Context.newBuilder("js").engine(engine).build();
        context.eval(source);
        mains.add(context.getBindings("js").getMember("main"));
      }
      var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      while (in.readLine() != null) {
        long start = System.nanoTime();
        round(mains, chunks, points);
        System.out.println((System.nanoTime() - start) / 1e6);
      }
    }
  }

  private static void round(List<Value> mains, int chunks, int points) throws InterruptedException {
    var next = new AtomicInteger();
    var threads = new ArrayList<Thread>();
    for (Value main : mains) {
      threads.add(Thread.ofPlatform().start(() -> work(main, next, chunks, points)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void work(Value main, AtomicInteger next, int chunks, int points) {
    Context context = main.getContext();
    for (int chunk = next.getAndIncrement(); chunk < chunks; chunk = next.getAndIncrement()) {
      String params = "({seed: " + chunk + ", points: " + points + "})";
      main.execute(context.eval("js", params));
    }
  }
}
