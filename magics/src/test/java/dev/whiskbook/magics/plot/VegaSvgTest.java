package dev.whiskbook.magics.plot;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VegaSvgTest {

  @Test
  void whatTakesTooLongIsStoppedAndTheNextChartIsDrawn() throws Exception {
    VegaSvg impatient = new VegaSvg(Duration.ofMillis(1));
    assertThrows(TimeoutException.class, () -> impatient.render("{}"));

    String svg =
        VegaSvg.shared().render("{\"data\": {\"values\": [{\"a\": 1}]}, \"mark\": \"bar\"}");

    assertTrue(svg.startsWith("<svg"));
  }

  @Test
  void theChartThatWarmsUpCanBeDrawn() throws Exception {
    String specification = new String(resource("warm-up.vl.json"), StandardCharsets.UTF_8);

    String svg = VegaSvg.shared().render(specification);

    assertTrue(svg.contains(">subtitle<"), svg);
  }

  @Test
  void aPictureCarriesNoTextsForSingleMarksWhichNobodyWouldGetToSee() throws Exception {
    String specification =
        """
        {"data": {"values": [{"a": 1, "told": "by the mouse"}]}, "vconcat": [{"layer": [{"mark": "bar", "encoding": {
          "x": {"field": "a"}, "tooltip": {"field": "told"}}}]}]}""";

    String svg = VegaSvg.shared().render(specification);

    assertFalse(svg.contains("aria-label") || svg.contains("by the mouse"), svg);
  }

  @Test
  void nothingIsFetched() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      server.configureBlocking(false);
      int port = ((InetSocketAddress) server.getLocalAddress()).getPort();

      VegaSvg.shared()
          .render(
              "{\"data\": {\"url\": \"http://127.0.0.1:%d/data.json\"}, \"mark\": \"bar\"}"
                  .formatted(port));

      assertNull(server.accept(), "nobody came for the data");
    }
  }

  @Test
  void aMistakeInASpecificationIsSaidInWords() {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> VegaSvg.shared().render("{\"mark\": \"blot\"}"));

    assertTrue(error.getMessage().startsWith("Vega cannot draw this chart: "), error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"vega.min.js", "vega-lite.min.js"})
  void theScriptsAreThoseThatTheReadmeNames(String script) throws Exception {
    byte[] sum = MessageDigest.getInstance("SHA-256").digest(resource("vega/" + script));

    String readme = new String(resource("vega/README.md"), StandardCharsets.UTF_8);
    String line =
        readme.lines().filter(l -> l.startsWith("| `" + script)).findFirst().orElseThrow();
    assertTrue(line.contains(HexFormat.of().formatHex(sum)), line);
  }

  private static byte[] resource(String name) throws Exception {
    try (var in = VegaSvg.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
