package dev.whiskbook.whisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

@DisplayName("Arguments come from")
class ArgsTest {
  private final FakeOpenWhisk server = new FakeOpenWhisk();
  private final Whisk whisk = server.connect();
  @TempDir Path folder;

  @AfterEach
  void close() {
    whisk.close();
    server.close();
  }

  private List<String> sent(ArgsGenerator args) throws Exception {
    return whisk.fanOut("pi").args(args).run().values().stream().map(JsonNode::toString).toList();
  }

  @Test
  @DisplayName("a list, a stream, an iterator, which say how many actions there are")
  void lists() throws Exception {
    List<Map<String, Integer>> list = List.of(Map.of("a", 1), Map.of("a", 2));
    List<String> expected = List.of("{\"a\":1}", "{\"a\":2}");

    assertEquals(expected, sent(Args.list(list)));
    assertEquals(expected, sent(Args.stream(list.stream())));
    assertEquals(expected, sent(Args.iterator(list.iterator())));
  }

  @Test
  @DisplayName("an endless stream, of which n are taken, once")
  void endlessStream() throws Exception {
    FanOut fanOut = whisk.fanOut("pi").args(Stream.iterate(0, i -> i + 1).map(i -> Map.of("i", i)));

    assertEquals(3, fanOut.run(3).values().size());
    Exception again = assertThrows(IllegalArgumentException.class, () -> fanOut.run(3));
    assertTrue(again.getMessage().contains("gives its elements once"), again.getMessage());
  }

  @Test
  @DisplayName("a table, a row an action")
  void tables() throws Exception {
    IntColumn size = IntColumn.create("size", 1, 2);
    size.appendMissing();
    Table table =
        Table.create(
            "t",
            size,
            DoubleColumn.create("share", 0.5, 1, 2),
            StringColumn.create("word", "x", "y", "z"),
            DateColumn.create("day", LocalDate.of(2026, 1, 2), null, null));

    assertEquals(
        List.of(
            "{\"size\":1,\"share\":0.5,\"word\":\"x\",\"day\":\"2026-01-02\"}",
            "{\"size\":2,\"share\":1.0,\"word\":\"y\"}",
            "{\"share\":2.0,\"word\":\"z\"}"),
        sent(Args.rows(table)));
  }

  @Test
  @DisplayName("the lines of a file")
  void lines() throws Exception {
    Path file = Files.writeString(folder.resolve("words.txt"), "one\nzwölf\n\nlast");

    assertEquals(
        List.of(
            "{\"line\":\"one\",\"number\":1}",
            "{\"line\":\"zwölf\",\"number\":2}",
            "{\"line\":\"\",\"number\":3}",
            "{\"line\":\"last\",\"number\":4}"),
        sent(Args.lines(file)));
    Exception tooMany =
        assertThrows(
            IllegalArgumentException.class, () -> whisk.fanOut("pi").args(Args.lines(file)).run(5));
    assertTrue(tooMany.getMessage().contains("has 4 lines, but 5 actions"), tooMany.getMessage());
  }

  @Test
  @DisplayName("the bytes of a file, in as many parts as there are actions")
  void bytes() throws Exception {
    Path file = Files.write(folder.resolve("data"), "abcdefgh".getBytes(StandardCharsets.UTF_8));

    Run run = whisk.fanOut("pi").args(Args.bytes(file)).run(3);

    assertEquals(
        List.of("abc", "def", "gh"),
        run.values().stream()
            .map(
                v ->
                    new String(
                        Base64.getDecoder().decode(v.get("data").stringValue()),
                        StandardCharsets.UTF_8))
            .toList());
    assertEquals(
        List.of(0L, 3L, 6L), run.values().stream().map(v -> v.get("offset").longValue()).toList());
    assertEquals(1, Args.bytes(file).size().orElseThrow());
  }

  @Test
  @DisplayName("no file that cannot be read, in a sentence")
  void unreadable() throws Exception {
    Path latin = Files.write(folder.resolve("latin.txt"), new byte[] {'a', (byte) 0xe4, '\n'});

    assertThrows(IllegalArgumentException.class, () -> Args.lines(folder.resolve("none.txt")));
    Exception noText = assertThrows(IllegalArgumentException.class, () -> Args.lines(latin).size());
    assertTrue(noText.getMessage().contains("no text in UTF-8"), noText.getMessage());
  }

  @Test
  @DisplayName("all combinations of values, the last name's changing fastest")
  void products() throws Exception {
    assertEquals(
        List.of(
            "{\"a\":1,\"b\":\"x\"}",
            "{\"a\":1,\"b\":\"y\"}",
            "{\"a\":2,\"b\":\"x\"}",
            "{\"a\":2,\"b\":\"y\"}"),
        sent(Args.product("a=1,2; b=x,y")));
    assertEquals(
        List.of("{\"i\":-1,\"on\":true}", "{\"i\":0,\"on\":true}", "{\"i\":1,\"on\":true}"),
        sent(Args.product("i=-1..1;on=true")));
    for (String wrong : List.of("", "a", "a=", "=1", "a=1;a=2", "a=1..2000000")) {
      assertThrows(IllegalArgumentException.class, () -> Args.product(wrong), wrong);
    }
  }

  @Test
  @DisplayName("chunks, whose results and errors are those of their items")
  void chunks() throws Exception {
    server.invocation =
        args -> {
          var results = JsonNodeFactory.instance.arrayNode();
          args.path("items")
              .values()
              .forEach(
                  item -> {
                    int i = item.path("i").intValue();
                    results.add(
                        i == 4 ? JsonNodeFactory.instance.objectNode().put("error", "four") : item);
                  });
          return server.success(JsonNodeFactory.instance.objectNode().set("results", results));
        };

    Run run = whisk.fanOut("pi").args((i, n) -> Map.of("i", i, "n", n)).chunk(3).run(8);

    assertEquals(8, run.n());
    assertEquals(8, run.results().size());
    assertEquals(3, run.attempts().size());
    assertEquals(
        IntStream.range(0, 8).filter(i -> i != 4).boxed().toList(),
        run.values().stream().map(v -> v.path("i").intValue()).toList());
    assertEquals(List.of(new Missing(4, Status.APPLICATION_ERROR, "four")), run.missing());
    assertTrue(run.values().stream().allMatch(v -> v.path("n").intValue() == 8));
  }

  @Test
  @DisplayName("chunks whose answer does not fit, which is said for each item")
  void chunksThatDoNotFit() throws Exception {
    Run run = whisk.fanOut("pi").args((i, n) -> Map.of("i", i)).chunk(2).run(3);

    assertEquals(3, run.missing().size());
    String why = run.missing().getFirst().reason();
    assertTrue(why.contains("2 items and must return {results: […]}"), why);
  }

  @Test
  @DisplayName("chunks that a journal has, and that can be read from it")
  void journaledChunks() throws Exception {
    server.invocation =
        args ->
            server.success(
                JsonNodeFactory.instance.objectNode().set("results", args.path("items")));
    try (Journal journal = Journal.at(folder.resolve("journal.db"));
        Whisk client = Whisk.connect(server::target, journal)) {
      Run run = client.fanOut("pi").args((i, n) -> Map.of("i", i)).chunk(4).seed(1).run(10);

      Run stored = journal.run(run.id());
      assertEquals(run.results(), stored.results());
      assertEquals(10, stored.n());
      server.invocation = args -> server.success(args);
      Run plain = client.fanOut("pi").args((i, n) -> Map.of("i", i)).seed(1).run(20);
      // The fake gives back what it got: seeds do not depend on n or on chunks.
      assertEquals(
          run.values(),
          plain.results().subList(0, 10).stream().map(r -> r.value().orElseThrow()).toList());
      assertEquals(Seeds.of(1, 7), run.values().get(7).get("seed").longValue());
    }
  }
}
