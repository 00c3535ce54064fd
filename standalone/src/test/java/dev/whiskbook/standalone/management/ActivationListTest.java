package dev.whiskbook.standalone.management;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.whiskbook.standalone.data.ActivationStore;
import dev.whiskbook.standalone.entity.Activation;
import dev.whiskbook.standalone.entity.ActivationResponse;
import dev.whiskbook.standalone.http.AuthKey;
import dev.whiskbook.standalone.http.HttpServer;
import dev.whiskbook.standalone.http.Identities;
import dev.whiskbook.standalone.http.Identity;
import dev.whiskbook.standalone.http.Routes;
import dev.whiskbook.standalone.http.ServerClock;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A list of activations")
class ActivationListTest {
  private final ActivationStore store = new ActivationStore(2, 1 << 20);
  private final AuthKey key = AuthKey.random();

  @Test
  void says_in_a_header_what_was_forgotten_to_make_room() throws Exception {
    store.add(activation("id1", 100));
    store.add(activation("id2", 200));
    assertEquals(Optional.empty(), list().headers().firstValue("x-whiskbook-evicted"));
    store.add(activation("id3", 300));
    store.add(activation("id4", 400));
    assertEquals(
        Optional.of("2 records that started up to 200"),
        list().headers().firstValue("x-whiskbook-evicted"));
  }

  private HttpResponse<String> list() throws Exception {
    var routes = new Routes();
    new ActivationEndpoints(store).addTo(routes);
    var identities = new Identities(List.of(new Identity("guest", key)));
    var address = InetAddress.getLoopbackAddress();
    try (var server =
            HttpServer.start(address, 0, Optional.empty(), new ServerClock(1), routes, identities);
        var client = HttpClient.newHttpClient()) {
      String host = "http://" + address.getHostAddress() + ":" + server.port();
      String basic = Base64.getEncoder().encodeToString(key.reveal().getBytes(UTF_8));
      return client.send(
          HttpRequest.newBuilder(URI.create(host + "/api/v1/namespaces/_/activations"))
              .header("Authorization", "Basic " + basic)
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static Activation activation(String id, long startMs) {
    return new Activation(
        id,
        new Activation.Invoked("guest", "a", "0.0.1", "guest/a"),
        Activation.Span.of(startMs, startMs + 1),
        Optional.empty(),
        List.of(),
        ActivationResponse.of(ActivationResponse.Status.SUCCESS, "{}"),
        List.of(),
        Activation.Notes.NONE);
  }
}
