package dev.whiskbook.standalone.container.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.standalone.container.Container;
import dev.whiskbook.standalone.container.LogSink;
import dev.whiskbook.standalone.container.Outcome;
import dev.whiskbook.standalone.container.process.launcher.Main;
import dev.whiskbook.standalone.entity.Exec;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A container that is a process runs")
class ProcessContainerTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final ProcessContainerFactory factory = new ProcessContainerFactory();
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final LogSink logs = (stream, line) -> lines.add(stream + " " + line);

  @TempDir Path folder;

  @AfterEach
  void close() {
    factory.close();
  }

  @Test
  void python() throws Exception {
    String code =
        """
        import os, sys
        def main(args):
            print("hello", args["name"])
            print("careful", file=sys.stderr)
            if args["name"] == "bomb":
                kept = []
                while True:
                    kept.append(bytearray(1000000))
            if args["name"] == "loop":
                while True:
                    pass
            return {"greeting": "hello " + args["name"], "action": os.environ["__OW_ACTION_NAME"]}
        """;
    Container container = ready("python:3.11", code, Optional.empty(), 128);
    assertEquals(
        new Outcome.Answered("{\"greeting\": \"hello you\", \"action\": \"/guest/a\"}"),
        run(container, "you"));
    assertTrue(lines.containsAll(List.of("STDOUT hello you", "STDERR careful")), lines.toString());
    assertEquals(new Outcome.MemoryExhausted(), run(container, "bomb"));
    container.destroy();
    Container other = ready("python:3", code, Optional.empty(), 128);
    assertEquals(
        new Outcome.TimedOut(),
        other.run("{\"name\": \"loop\"}", environment(), logs, Duration.ofMillis(300)).join());
    other.destroy();
    Container broken = factory.create("python:3", 128);
    Exec exec = new Exec("python:3", "def main(", false, Optional.empty());
    Outcome.Failed failed =
        assertInstanceOf(Outcome.Failed.class, broken.init("a", exec, environment(), logs, LONG));
    assertTrue(failed.errorJson().contains("SyntaxError"), failed.errorJson());
    broken.destroy();
  }

  @Test
  void java() throws Exception {
    String jar =
        jar(
            """
            import com.google.gson.JsonObject;
            public class Hello {
              public static JsonObject main(JsonObject args) {
                String name = args.get("name").getAsString();
                if (name.equals("exit")) System.exit(1);
                if (name.equals("throw")) throw new IllegalStateException("no");
                java.util.List<byte[]> kept = new java.util.ArrayList<>();
                while (name.equals("bomb")) kept.add(new byte[1000000]);
                System.out.println("hello " + name);
                JsonObject answer = new JsonObject();
                answer.addProperty("greeting", "hello " + name);
                return answer;
              }
              public static JsonObject other(JsonObject args) { return args; }
            }
            """);
    Container container = ready("java:8", jar, Optional.of("Hello"), 128);
    assertEquals(new Outcome.Answered("{\"greeting\":\"hello you\"}"), run(container, "you"));
    assertTrue(lines.contains("STDOUT hello you"), lines.toString());
    assertEquals(
        new Outcome.Failed(
            "{\"error\":\"An error has occurred while invoking the action (see logs for details): java.lang.IllegalStateException: no\"}"),
        run(container, "throw"));
    assertEquals(new Outcome.MemoryExhausted(), run(container, "bomb"));
    container.destroy();
    Container other = ready("java:8", jar, Optional.of("Hello#other"), 128);
    assertEquals(new Outcome.Answered("{\"name\":\"x\"}"), run(other, "x"));
    other.destroy();
    Container exiting = ready("java:21", jar, Optional.of("Hello"), 128);
    assertEquals(new Outcome.Exited(), run(exiting, "exit"));
    exiting.destroy();
  }

  private Container ready(String kind, String code, Optional<String> main, int memoryMb)
      throws InterruptedException {
    Container container = factory.create(kind, memoryMb);
    var exec = new Exec(kind, code, Exec.looksBinary(code), main);
    Outcome outcome = container.init("a", exec, environment(), logs, LONG);
    assertInstanceOf(Outcome.Answered.class, outcome, outcome.toString());
    return container;
  }

  private Outcome run(Container container, String name) throws InterruptedException {
    return container.run("{\"name\": \"" + name + "\"}", environment(), logs, LONG).join();
  }

  private static Map<String, String> environment() {
    return Map.of("__OW_ACTION_NAME", "/guest/a");
  }

  private String jar(String source) throws Exception {
    Path file = folder.resolve("Hello.java");
    Files.writeString(file, source);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                Main.classPath(),
                "-d",
                folder.toString(),
                file.toString());
    assertEquals(0, status);
    var bytes = new ByteArrayOutputStream();
    try (var jar = new JarOutputStream(bytes)) {
      jar.putNextEntry(new JarEntry("Hello.class"));
      jar.write(Files.readAllBytes(folder.resolve("Hello.class")));
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
