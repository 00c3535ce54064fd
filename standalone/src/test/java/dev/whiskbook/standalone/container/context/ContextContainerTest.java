package dev.whiskbook.standalone.container.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.whiskbook.standalone.container.Container;
import dev.whiskbook.standalone.container.LogSink;
import dev.whiskbook.standalone.container.Outcome;
import dev.whiskbook.standalone.entity.Exec;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A container that is a context")
class ContextContainerTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final ContextContainerFactory factory = new ContextContainerFactory();

  @AfterEach
  void close() {
    factory.close();
  }

  @Test
  void forgets_an_activation_that_has_waited_once_it_has_ended() throws Exception {
    Container container = factory.create("nodejs:20", 256);
    String code = "const main = async () => { await null; console.log('x'); return {} }";
    var exec = new Exec("nodejs:20", code, false, Optional.empty());
    container.init("a", exec, Map.of(), (stream, line) -> {}, LONG);
    WeakReference<LogSink> first = runOnce(container);
    runOnce(container); // it is the latest now
    // Of a thread that has just ended something may be left for one collection more.
    for (int collections = 0; first.get() != null && collections < 50; collections++) {
      System.gc();
    }
    assertNull(first.get());
    container.destroy();
  }

  private static WeakReference<LogSink> runOnce(Container container) {
    List<String> lines = new ArrayList<>();
    LogSink sink = (stream, line) -> lines.add(line);
    assertEquals(new Outcome.Answered("{}"), container.run("{}", Map.of(), sink, LONG).join());
    assertEquals(List.of("x"), lines);
    return new WeakReference<>(sink);
  }
}
