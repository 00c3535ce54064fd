package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.ArgsGenerator;
import dev.whiskbook.whisk.Seeds;
import dev.whiskbook.whisk.WhiskException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The arguments of a fan-out as they go over the wire, all made and checked before the first
 * invocation, each made once however often it is sent. What is beyond {@value #MEMORY_BYTES} bytes
 * lies in a temporary file.
 */
public final class Payloads implements AutoCloseable {
  static final int MEMORY_BYTES = 32 << 20;
  private static final int TOO_BIG_NAMED = 20;

  private final byte[][] inMemory;
  private final long[] filePositions;
  private final int[] sizes;
  private long memoryUsed;
  private long fileUsed;
  private FileChannel file;

  private Payloads(int n) {
    inMemory = new byte[n][];
    filePositions = new long[n];
    sizes = new int[n];
  }

  /**
   * Makes the arguments of n action numbers.
   *
   * @param chunks how they are spread over activations; several are sent as {@code {items: […]}}
   * @param maxBytes the most that the server takes
   * @throws WhiskException that names the action whose arguments cannot be sent
   */
  public static Payloads make(ArgsGenerator args, OptionalLong seed, Chunks chunks, long maxBytes) {
    int n = chunks.items();
    Payloads payloads = new Payloads(chunks.count());
    ArrayNode items = null;
    Seeds seeds = seed.isPresent() ? new Seeds(seed.getAsLong()) : null;
    try {
      for (int i = 0; i < n; i++) {
        ObjectNode object = object(generated(args, i, n), "action " + i);
        if (seeds != null) {
          long own = seeds.next();
          if (!object.has("seed")) {
            // A copy, as the node may be the user's own.
            object = Json.MAPPER.createObjectNode().setAll(object).put("seed", own);
          }
        }
        if (chunks.size() == 1) {
          payloads.add(i, bytes(object));
          continue;
        }
        int chunk = i / chunks.size();
        items = i == chunks.first(chunk) ? Json.MAPPER.createArrayNode() : items;
        items.add(object);
        if (items.size() == chunks.length(chunk)) {
          payloads.add(chunk, bytes(Json.MAPPER.createObjectNode().set("items", items)));
        }
      }
      payloads.check(chunks, maxBytes);
      return payloads;
    } catch (RuntimeException e) {
      payloads.close();
      throw e;
    }
  }

  /**
   * The arguments of some of n actions as they were made before.
   *
   * @param numbers the action numbers
   * @param json the JSON text of the arguments of action i
   */
  public static Payloads stored(int n, int[] numbers, IntFunction<byte[]> json) {
    Payloads payloads = new Payloads(n);
    for (int i : numbers) {
      payloads.add(i, json.apply(i));
    }
    return payloads;
  }

  /** A single argument object. */
  public static byte[] one(Object args) {
    return bytes(object(args, "the action"));
  }

  /** The arguments of action i; for any thread. */
  public byte[] get(int i) {
    if (inMemory[i] != null) {
      return inMemory[i];
    }
    ByteBuffer buffer = ByteBuffer.allocate(sizes[i]);
    try {
      while (buffer.hasRemaining()
          && file.read(buffer, filePositions[i] + buffer.position()) >= 0) {}
      return buffer.array();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The size of the arguments of action i in bytes. */
  public int size(int i) {
    return sizes[i];
  }

  /** The size of all together in bytes. */
  public long totalBytes() {
    return memoryUsed + fileUsed;
  }

  /** The size of the largest in bytes. */
  public int maxBytes() {
    int max = 0;
    for (int size : sizes) {
      max = Math.max(max, size);
    }
    return max;
  }

  @Override
  public void close() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void add(int i, byte[] bytes) {
    sizes[i] = bytes.length;
    if (memoryUsed + bytes.length <= MEMORY_BYTES) {
      inMemory[i] = bytes;
      memoryUsed += bytes.length;
      return;
    }
    try {
      if (file == null) {
        Path path = Files.createTempFile("whiskbook-args", ".json");
        file =
            FileChannel.open(
                path,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
      }
      filePositions[i] = fileUsed;
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        fileUsed += file.write(buffer, fileUsed);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The arguments do not fit the temporary folder", e);
    }
  }

  private static Object generated(ArgsGenerator args, int i, int n) {
    try {
      return args.args(i, n);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw unsendable("The arguments of action %d could not be made: %s".formatted(i, e), e);
    }
  }

  private static ObjectNode object(Object args, String whose) {
    JsonNode node;
    try {
      node = Json.MAPPER.valueToTree(args);
    } catch (JacksonException e) {
      throw unsendable(
          "The arguments of %s are a %s, which cannot be written as JSON: %s."
              .formatted(whose, args.getClass().getSimpleName(), e.getOriginalMessage()),
          e);
    }
    if (node instanceof ObjectNode object) {
      return object;
    }
    String found =
        args == null || node.isNull()
            ? "nothing at all"
            : "the %s %s"
                .formatted(
                    node.getNodeType().name().toLowerCase(Locale.ROOT),
                    Json.brief(node.toString()));
    throw unsendable(
        "The arguments of %s must be a JSON object, such as {\"points\": 1000}, but are %s."
            .formatted(whose, found),
        null);
  }

  private static byte[] bytes(ObjectNode object) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64);
    Json.MAPPER.writeValue(out, object);
    return out.toByteArray();
  }

  /** All that are too big are named at once, so that they need not be found one by one. */
  private void check(Chunks chunks, long maxBytes) {
    int[] tooBig = IntStream.range(0, sizes.length).filter(i -> sizes[i] > maxBytes).toArray();
    if (tooBig.length == 0) {
      return;
    }
    String named =
        IntStream.of(tooBig)
            .limit(TOO_BIG_NAMED)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", "));
    int more = tooBig.length - TOO_BIG_NAMED;
    throw unsendable(
        "The arguments of %s%s %s%s are %s%,d bytes of JSON, but the server takes at most %,d. %s"
            .formatted(
                chunks.size() == 1 ? "action" : "chunk",
                tooBig.length == 1 ? "" : "s",
                named,
                more > 0 ? " and %,d more".formatted(more) : "",
                tooBig.length == 1 ? "" : "up to ",
                maxBytes(),
                maxBytes,
                chunks.size() == 1
                    ? "Pass less, or where to find it."
                    : "Make the chunks smaller."),
        null);
  }

  private static WhiskException unsendable(String message, Throwable cause) {
    return new WhiskException(WhiskException.Problem.ARGUMENTS, message, cause);
  }
}
