package dev.whiskbook.kernel.jupyter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireCodecTest {

  private static final String HEADER = "{\"msg_id\":\"1\",\"msg_type\":\"t\"}";

  /** Computed with Python's hmac over HEADER, {}, {} and {"a":1}. */
  private static final String SIGNATURE =
      "7ca9ac7f2cc97ad7dd6e17b70113a0bb89ccee10e87c9cb0dcd0f10e6022226d";

  private final WireCodec codec = new WireCodec("secret");

  @Test
  void readsWhatAnotherImplementationHasSigned() throws Exception {
    Message message =
        codec.decode(frames("id1", "id2", "<IDS|MSG>", SIGNATURE, HEADER, "{}", "{}", "{\"a\":1}"));

    assertEquals("t", message.header().type());
    assertEquals("1", message.header().id());
    assertEquals(1, message.content().path("a").asInt());
    assertEquals(2, message.identities().size());
    assertTrue(message.buffers().isEmpty());
  }

  @Test
  void writesWhatItReads() throws Exception {
    List<byte[]> frames =
        frames(
            "id", "<IDS|MSG>", SIGNATURE, HEADER, "{}", "{}", "{\"a\":1}", "a buffer", "another");

    List<byte[]> again = codec.encode(codec.decode(frames));

    assertEquals(frames.size(), again.size());
    for (int i = 0; i < frames.size(); i++) {
      assertArrayEquals(frames.get(i), again.get(i));
    }
  }

  @Test
  void refusesASignatureMadeWithAnotherKey() {
    assertRefused(
        new WireCodec("other"),
        "its signature is not ours",
        frames("<IDS|MSG>", SIGNATURE, HEADER, "{}", "{}", "{\"a\":1}"));
  }

  @Test
  void refusesAMissingSignature() {
    assertRefused(
        codec,
        "its signature is not ours",
        frames("<IDS|MSG>", "", HEADER, "{}", "{}", "{\"a\":1}"));
  }

  @Test
  void withAnEmptyKeyNothingIsSigned() throws Exception {
    var unsigned = new WireCodec("");
    List<byte[]> frames = frames("<IDS|MSG>", "", HEADER, "{}", "{}", "{}");

    assertArrayEquals(new byte[0], unsigned.encode(unsigned.decode(frames)).get(1));
  }

  @Test
  void refusesTooFewFrames() {
    assertRefused(
        codec, "it has 2 frames after <IDS|MSG> instead of 5", frames("<IDS|MSG>", "", ""));
    assertRefused(codec, "it has no <IDS|MSG> frame", frames("a", "b"));
  }

  @Test
  void refusesWhatIsNoJsonObject() {
    var unsigned = new WireCodec("");
    assertRefused(
        unsigned,
        "its content is not JSON",
        frames("<IDS|MSG>", "", HEADER, "{}", "{}", "{\"a\":"));
    assertRefused(
        unsigned,
        "its metadata is not a JSON object",
        frames("<IDS|MSG>", "", HEADER, "{}", "[1]", "{}"));
    assertRefused(
        unsigned,
        "its header lacks msg_type or msg_id",
        frames("<IDS|MSG>", "", "{}", "{}", "{}", "{}"));
  }

  @Test
  void refusesInvalidUtf8() {
    var frames = new ArrayList<>(frames("<IDS|MSG>", "", HEADER, "{}", "{}"));
    frames.add(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'});
    assertRefused(new WireCodec(""), "its content is not JSON", frames);
  }

  @Test
  void refusesNestingThatWouldOverflowTheStack() {
    String deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
    assertRefused(
        new WireCodec(""),
        "its content is not JSON",
        frames("<IDS|MSG>", "", HEADER, "{}", "{}", deep));
  }

  @Test
  void jsonOfEveryKindComesBackAsItWent() throws Exception {
    String content =
        "{\"o\":{\"e\":{}},\"a\":[1,-2.5,[],true,false,null,1e300],\"long\":12345678901,"
            + "\"big\":123456789012345678901234567890,\"text\":\"\\n\\u0000\u00e4\ud83d\ude00\"}";

    assertEquals(
        content.replace("1e300", "1.0E300"),
        new String(Json.bytes(Json.parse(content.getBytes(UTF_8), "content")), UTF_8));
  }

  @Test
  void datesHaveMicroseconds() {
    assertEquals(
        "2026-03-01T09:05:07.000120Z", Headers.date(Instant.parse("2026-03-01T09:05:07.00012Z")));
    assertEquals(
        "2026-12-31T00:00:00.000000Z", Headers.date(Instant.parse("2026-12-31T00:00:00Z")));
  }

  private static void assertRefused(WireCodec codec, String reason, List<byte[]> frames) {
    var refusal = assertThrows(MalformedMessageException.class, () -> codec.decode(frames));
    assertTrue(refusal.getMessage().startsWith(reason), refusal.getMessage());
  }

  private static List<byte[]> frames(String... texts) {
    var frames = new ArrayList<byte[]>();
    for (String text : texts) {
      frames.add(text.getBytes(UTF_8));
    }
    return frames;
  }
}
