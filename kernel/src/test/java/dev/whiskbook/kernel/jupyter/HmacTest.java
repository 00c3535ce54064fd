package dev.whiskbook.kernel.jupyter;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class HmacTest {

  /** The second and the sixth test case of RFC 4231. */
  @Test
  void theExamplesOfTheSpecification() {
    assertEquals(
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        code("Jefe".getBytes(US_ASCII), "what do ya want for nothing?"));
    byte[] longKey = new byte[131];
    Arrays.fill(longKey, (byte) 0xaa);
    assertEquals(
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        code(longKey, "Test Using Larger Than Block-Size Key - Hash Key First"));
  }

  @RepeatedTest(200)
  void itIsTheCodeThatTheJdkMakes(RepetitionInfo repetition) throws Exception {
    var random = new Random(repetition.getCurrentRepetition());
    byte[] key = new byte[1 + random.nextInt(200)];
    random.nextBytes(key);
    var hmac = new Hmac(key);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    for (int message = 0; message < 3; message++) {
      byte[] first = new byte[random.nextInt(300)];
      byte[] second = new byte[random.nextInt(300)];
      random.nextBytes(first);
      random.nextBytes(second);
      mac.update(first);
      assertArrayEquals(mac.doFinal(second), hmac.of(List.of(first, second)));
    }
  }

  private static String code(byte[] key, String message) {
    return HexFormat.of().formatHex(new Hmac(key).of(List.of(message.getBytes(US_ASCII))));
  }
}
