package dev.whiskbook.whisk.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Consecutive values in groups of so many at most, each of so many bytes of JSON at most. */
public final class Groups {
  private final int[] starts;
  private final int size;
  private final int[] bytes;
  private final OptionalInt tooLarge;

  private Groups(int[] starts, int[] bytes, OptionalInt tooLarge) {
    this.starts = starts;
    this.size = bytes.length;
    this.bytes = bytes;
    this.tooLarge = tooLarge;
  }

  /**
   * As few groups as that allows. Reads each value once and keeps none.
   *
   * @param most how many values a group may have, 1 or more
   * @param maxBytes how large a group may be, its commas and brackets included
   */
  public static Groups of(List<JsonNode> values, int most, long maxBytes) {
    int[] bytes = new int[values.size()];
    int[] starts = new int[values.size()];
    int groups = 0;
    int inGroup = 0;
    long used = 0;
    OptionalInt tooLarge = OptionalInt.empty();
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = values.get(at).toString().getBytes(StandardCharsets.UTF_8).length;
      if (bytes[at] + 2 > maxBytes && tooLarge.isEmpty()) {
        tooLarge = OptionalInt.of(at);
      }
      if (inGroup == 0 || inGroup == most || used + 1 + bytes[at] > maxBytes) {
        starts[groups++] = at;
        inGroup = 0;
        used = 1;
      }
      inGroup++;
      used += bytes[at] + 1;
    }
    return new Groups(IntStream.of(starts).limit(groups).toArray(), bytes, tooLarge);
  }

  /** How many groups there are. */
  public int count() {
    return starts.length;
  }

  /** Where each group begins. */
  public int[] starts() {
    return starts.clone();
  }

  /** The values of a group, by their places in the list. */
  public IntStream members(int group) {
    return IntStream.range(starts[group], group + 1 < starts.length ? starts[group + 1] : size);
  }

  /** The size of a value in bytes of JSON. */
  public int bytes(int at) {
    return bytes[at];
  }

  /** The first value that is too large to be in any group. */
  public OptionalInt tooLarge() {
    return tooLarge;
  }
}
