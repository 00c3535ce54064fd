package dev.whiskbook.whisk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentProxiesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "direct",
      textBlock =
          """
          https://ow.example.org     | http://secure:3128
          http://ow.example.org      | http://plain:80
          https://127.0.0.1:3233     | direct
          http://localhost:3233      | direct
          https://a.inside.org       | direct
          https://inside.org         | direct
          https://notinside.org      | http://secure:3128
          https://one.host           | direct
          """)
  void variablesAreReadAsWskAndCurlDo(String server, String proxy) {
    Map<String, String> env =
        Map.of(
            "HTTPS_PROXY", "http://secure:3128",
            "http_proxy", "plain:80",
            "NO_PROXY", ".inside.org, one.host");
    var proxies = new EnvironmentProxies(env, Optional.empty());

    assertEquals(Optional.ofNullable(proxy).map(URI::create), proxies.uri(URI.create(server)));
  }
}
