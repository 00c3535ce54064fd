package dev.whiskbook.kernel.jupyter;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever comes over the wire is a message or is refused in one sentence. The inputs in the test
 * resources are tried in each test run; the build then lets the fuzzer make more for some seconds
 * (in pom.xml), led by the code that they reach. What it finds wrong it puts beside them.
 */
class WireFuzzTest {

  private static final byte FRAME_ENDS = 0;
  private static final String KEY = "a key";

  /**
   * Frames, with a zero byte between them. Where the first is the letter S, the last four are
   * signed as they should be: no fuzzer guesses a signature, and behind it is where the parsers
   * are.
   */
  @FuzzTest(maxDuration = "5s")
  void frames(byte[] input) throws Exception {
    List<byte[]> frames = split(input);
    boolean signed = frames.size() >= 4 && Arrays.equals(frames.getFirst(), new byte[] {'S'});
    var codec = new WireCodec(KEY);
    Message message;
    try {
      message =
          codec.decode(
              signed ? sign(codec, frames.subList(frames.size() - 4, frames.size())) : frames);
    } catch (MalformedMessageException e) {
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      return;
    }
    Message again = codec.decode(codec.encode(message));
    assertEquals(text(message.content()), text(again.content()));
    assertEquals(text(message.header().json()), text(again.header().json()));
    assertEquals(message.header().id(), again.header().id());
  }

  private static String text(ObjectNode json) {
    return new String(Json.bytes(json), UTF_8);
  }

  private static List<byte[]> split(byte[] input) {
    var frames = new ArrayList<byte[]>();
    int start = 0;
    for (int i = 0; i <= input.length; i++) {
      if (i == input.length || input[i] == FRAME_ENDS) {
        frames.add(Arrays.copyOfRange(input, start, i));
        start = i + 1;
      }
    }
    return frames;
  }

  private static List<byte[]> sign(WireCodec codec, List<byte[]> dicts) {
    var frames = new ArrayList<byte[]>();
    frames.add("<IDS|MSG>".getBytes(US_ASCII));
    frames.add(codec.signature(dicts));
    frames.addAll(dicts);
    return frames;
  }
}
