package dev.whiskbook.whisk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.whisk.ActionResult;
import dev.whiskbook.whisk.Args;
import dev.whiskbook.whisk.ArgsGenerator;
import dev.whiskbook.whisk.Seeds;
import dev.whiskbook.whisk.Status;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Whatever the numbers and texts are; the number of a repetition is the seed of what it tries. */
class ArgsPropertiesTest {
  private static final long MEBIBYTE = 1 << 20;

  /** Where code points begin that take one, two, three and four bytes in UTF-8; and their end. */
  private static final int[] PLANES = {0, 0x80, 0x800, 0x10000, 0x110000};

  @RepeatedTest(200)
  @DisplayName("chunks hold each item once, in order")
  void chunks(RepetitionInfo repetition) {
    Random random = random(repetition);
    int size = random.nextInt(1, 51);
    int n = random.nextInt(1, 501);
    Chunks chunks = new Chunks(size, n);
    List<Integer> items = new ArrayList<>();
    for (int chunk = 0; chunk < chunks.count(); chunk++) {
      assertTrue(chunks.length(chunk) >= 1 && chunks.length(chunk) <= size);
      for (int at = 0; at < chunks.length(chunk); at++) {
        items.add(chunks.first(chunk) + at);
      }
    }
    assertEquals(IntStream.range(0, n).boxed().toList(), items);
  }

  @RepeatedTest(100)
  @DisplayName("what comes back of chunks is what came back of each item")
  void results(RepetitionInfo repetition) {
    Random random = random(repetition);
    int size = random.nextInt(2, 21);
    List<Boolean> works =
        IntStream.range(0, random.nextInt(1, 61)).mapToObj(i -> random.nextBoolean()).toList();
    Chunks chunks = new Chunks(size, works.size());
    List<ActionResult> activations = new ArrayList<>();
    for (int chunk = 0; chunk < chunks.count(); chunk++) {
      ArrayNode results = JsonNodeFactory.instance.arrayNode();
      for (int at = 0; at < chunks.length(chunk); at++) {
        int i = chunks.first(chunk) + at;
        var result = JsonNodeFactory.instance.objectNode();
        results.add(works.get(i) ? result.put("i", i) : result.put("error", "item " + i));
      }
      JsonNode value = JsonNodeFactory.instance.objectNode().set("results", results);
      activations.add(new ActionResult(chunk, Optional.of(value), Status.SUCCESS, "", List.of()));
    }

    List<ActionResult> items = ItemResults.of(chunks, activations);

    assertEquals(works.size(), items.size());
    for (int i = 0; i < works.size(); i++) {
      assertEquals(i, items.get(i).i());
      assertEquals(works.get(i), items.get(i).ok());
      assertEquals(works.get(i) ? "" : "item " + i, items.get(i).error());
    }
  }

  @RepeatedTest(50)
  @DisplayName("the seed of an action depends on the run's seed and its number alone")
  void seeds(RepetitionInfo repetition) {
    Random random = random(repetition);
    long seed = random.nextLong();
    int n = random.nextInt(1, 61);
    int otherN = random.nextInt(1, 61);
    int size = random.nextInt(1, 10);
    List<Long> plain = sent(seed, new Chunks(1, n));
    List<Long> others = sent(seed, new Chunks(size, otherN));

    int both = Math.min(n, otherN);
    assertEquals(plain.subList(0, both), others.subList(0, both));
    assertEquals(Seeds.of(seed, n - 1), plain.getLast());
    assertEquals(n, new HashSet<>(plain).size(), "all different");
    assertTrue(plain.stream().allMatch(s -> s >= 0 && s < 1L << 53));
  }

  private static List<Long> sent(long seed, Chunks chunks) {
    List<Long> seeds = new ArrayList<>();
    ArgsGenerator none = (i, n) -> Map.of();
    try (Payloads payloads = Payloads.make(none, OptionalLong.of(seed), chunks, MEBIBYTE)) {
      for (int chunk = 0; chunk < chunks.count(); chunk++) {
        JsonNode args = Json.MAPPER.readTree(payloads.get(chunk));
        Stream<JsonNode> items =
            chunks.size() == 1 ? Stream.of(args) : args.get("items").values().stream();
        items.forEach(item -> seeds.add(item.get("seed").longValue()));
      }
    }
    return seeds;
  }

  @RepeatedTest(100)
  @DisplayName("a tree's groups are in order, whole, and no larger than allowed")
  void groups(RepetitionInfo repetition) {
    Random random = random(repetition);
    List<String> texts = texts(random, 60, 30);
    int most = random.nextInt(2, 10);
    int maxBytes = random.nextInt(200, 401);
    List<JsonNode> values =
        texts.stream().<JsonNode>map(JsonNodeFactory.instance::stringNode).toList();

    Groups groups = Groups.of(values, most, maxBytes);

    assertTrue(groups.tooLarge().isEmpty());
    List<Integer> members = new ArrayList<>();
    for (int group = 0; group < groups.count(); group++) {
      ArrayNode sent = JsonNodeFactory.instance.arrayNode();
      groups
          .members(group)
          .forEach(
              at -> {
                members.add(at);
                sent.add(values.get(at));
              });
      assertTrue(!sent.isEmpty() && sent.size() <= most);
      assertTrue(sent.toString().getBytes(StandardCharsets.UTF_8).length <= maxBytes);
    }
    assertEquals(IntStream.range(0, values.size()).boxed().toList(), members);
  }

  @RepeatedTest(100)
  @DisplayName("a tree of an associative reducer gives what the reducer gives of all")
  void tree(RepetitionInfo repetition) {
    Random random = random(repetition);
    List<String> words = texts(random, 120, 5);
    int most = random.nextInt(2, 10);
    List<JsonNode> level =
        words.stream().<JsonNode>map(JsonNodeFactory.instance::stringNode).toList();
    do {
      Groups groups = Groups.of(level, most, MEBIBYTE);
      List<JsonNode> below = level;
      level =
          IntStream.range(0, groups.count())
              .<JsonNode>mapToObj(
                  group ->
                      JsonNodeFactory.instance.stringNode(
                          String.join(
                              "",
                              groups
                                  .members(group)
                                  .mapToObj(at -> below.get(at).stringValue())
                                  .toList())))
              .toList();
    } while (level.size() > 1);
    assertEquals(String.join("", words), level.getFirst().stringValue());
  }

  @RepeatedTest(100)
  @DisplayName("a product has each combination once")
  void products(RepetitionInfo repetition) throws Exception {
    Random random = random(repetition);
    List<Integer> counts = random.ints(random.nextInt(1, 5), 1, 6).boxed().toList();
    Map<String, List<Integer>> values = new LinkedHashMap<>();
    for (int at = 0; at < counts.size(); at++) {
      values.put("v" + at, IntStream.range(0, counts.get(at)).boxed().toList());
    }
    ArgsGenerator product = Args.product(values);
    int n = product.size().orElseThrow();

    List<String> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      all.add(product.args(i, n).toString());
    }

    assertEquals(counts.stream().reduce(1, (a, b) -> a * b), n);
    assertEquals(n, new HashSet<>(all).size());
    assertEquals(all.stream().sorted().toList(), all, "the last changes fastest");
  }

  @RepeatedTest(50)
  @DisplayName("the lines and the bytes of a file are those of the file")
  void files(RepetitionInfo repetition) throws Exception {
    Random random = random(repetition);
    List<String> words = texts(random, 20, 12);
    int parts = random.nextInt(1, 13);
    List<String> lines =
        words.stream().map(word -> word.replaceAll("[\\r\\n\\p{Cs}]", "")).toList();
    Path file = Files.createTempFile("lines", ".txt");
    try {
      Files.write(file, lines);
      ArgsGenerator byLine = Args.lines(file);
      List<Object> found = new ArrayList<>();
      for (int i = 0; i < byLine.size().orElseThrow(); i++) {
        found.add(((Map<?, ?>) byLine.args(i, lines.size())).get("line"));
      }
      assertEquals(lines, found);

      ArgsGenerator byBytes = Args.bytes(file);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int i = 0; i < parts; i++) {
        Object data = ((Map<?, ?>) byBytes.args(i, parts)).get("data");
        bytes.write(Base64.getDecoder().decode((String) data));
      }
      assertEquals(Files.readString(file), bytes.toString(StandardCharsets.UTF_8));
    } finally {
      Files.delete(file);
    }
  }

  private static Random random(RepetitionInfo repetition) {
    return new Random(repetition.getCurrentRepetition());
  }

  /** At least one text; they may be empty, and have characters of all planes, but no surrogates. */
  private static List<String> texts(Random random, int most, int longest) {
    return IntStream.range(0, random.nextInt(1, most + 1))
        .mapToObj(i -> text(random, random.nextInt(longest + 1)))
        .toList();
  }

  private static String text(Random random, int length) {
    return random
        .ints(length, 0, 4)
        .map(plane -> random.nextInt(PLANES[plane], PLANES[plane + 1]))
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
