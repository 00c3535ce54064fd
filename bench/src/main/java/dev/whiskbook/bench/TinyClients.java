package dev.whiskbook.bench;

import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.ClientRequest;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http2.Http2Client;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** The same invocation by several HTTP clients, each as its documentation says for blocking use. */
final class TinyClients {
  static final String PATH = "/api/v1/namespaces/_/actions/noop?blocking=true&result=false";
  static final String KEY = "23bc46b1-71f6-4ed5-8c54-816aa4f8c502:" + "k".repeat(64);
  static final String ARGS =
      "{\"i\":1234,\"n\":10000,\"seed\":\"6a09e667f3bcc908bb67ae8584caa73b\",\"points\":1000000}";

  private static final byte[] BODY = ARGS.getBytes(StandardCharsets.US_ASCII);
  private static final String BASIC =
      okhttp3.Credentials.basic(KEY.split(":")[0], KEY.split(":")[1]);
  private static final String JSON = "application/json";
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  private TinyClients() {}

  /** OkHttp, by HTTP/1.1, or by HTTP/2 without asking before. */
  static TinyClient okHttp(URI server, int connections, boolean h2) {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .protocols(List.of(h2 ? Protocol.H2_PRIOR_KNOWLEDGE : Protocol.HTTP_1_1))
            .connectionPool(new ConnectionPool(connections, 30, TimeUnit.SECONDS))
            .readTimeout(TIMEOUT)
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .build();
    var url = okhttp3.HttpUrl.get(server.resolve(PATH).toString());
    MediaType json = MediaType.get(JSON);
    return new TinyClient() {
      @Override
      public int post() throws IOException {
        Request request =
            new Request.Builder()
                .url(url)
                .header("Authorization", BASIC)
                .post(RequestBody.create(BODY, json))
                .build();
        try (Response response = client.newCall(request).execute()) {
          return TinyClient.checked(response.code(), response.body().bytes());
        }
      }

      @Override
      public void close() {
        client.connectionPool().evictAll();
      }
    };
  }

  /** Helidon's client for HTTP/1.1. */
  static TinyClient helidon(URI server, int connections) {
    Http1Client client =
        Http1Client.builder()
            .baseUri(server)
            .connectionCacheSize(connections)
            .shareConnectionCache(false)
            .readTimeout(TIMEOUT)
            .socketOptions(options -> options.tcpNoDelay(true))
            .build();
    return helidon(client, server.resolve(PATH));
  }

  /** Helidon's client for HTTP/2, without asking before. */
  static TinyClient helidonH2(URI server) {
    Http2Client client =
        Http2Client.builder()
            .baseUri(server)
            .shareConnectionCache(false)
            .readTimeout(TIMEOUT)
            .socketOptions(options -> options.tcpNoDelay(true))
            .protocolConfig(config -> config.priorKnowledge(true))
            .build();
    return helidon(client, server.resolve(PATH));
  }

  private static TinyClient helidon(
      io.helidon.webclient.api.HttpClient<? extends ClientRequest<?>> client, URI uri) {
    return new TinyClient() {
      @Override
      public int post() throws IOException {
        try (HttpClientResponse response =
            client
                .post()
                .uri(uri)
                .header(HeaderNames.AUTHORIZATION, BASIC)
                .header(HeaderNames.CONTENT_TYPE, JSON)
                .submit(BODY)) {
          return TinyClient.checked(response.status().code(), response.as(byte[].class));
        }
      }

      @Override
      public void close() {
        client.closeResource();
      }
    };
  }

  /** Apache HttpComponents' classic client. */
  static TinyClient apache(URI server, int connections) {
    CloseableHttpClient client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(connections)
                    .setMaxConnTotal(connections)
                    .build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableContentCompression()
            .build();
    URI uri = server.resolve(PATH);
    return new TinyClient() {
      @Override
      public int post() throws IOException {
        HttpPost request = new HttpPost(uri);
        request.setHeader("Authorization", BASIC);
        request.setEntity(new ByteArrayEntity(BODY, ContentType.APPLICATION_JSON));
        return client.execute(
            request,
            response ->
                TinyClient.checked(
                    response.getCode(), EntityUtils.toByteArray(response.getEntity())));
      }

      @Override
      public void close() throws IOException {
        client.close();
      }
    };
  }

  /** The JDK's client. HTTP/2 without TLS begins as an upgrade of a first request. */
  static TinyClient jdk(URI server, HttpClient.Version version) {
    HttpClient client = HttpClient.newBuilder().version(version).build();
    URI uri = server.resolve(PATH);
    return new TinyClient() {
      @Override
      public int post() throws IOException, InterruptedException {
        HttpRequest request =
            HttpRequest.newBuilder(uri)
                .header("Authorization", BASIC)
                .header("Content-Type", JSON)
                .timeout(TIMEOUT)
                .POST(HttpRequest.BodyPublishers.ofByteArray(BODY))
                .build();
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        return TinyClient.checked(answer.statusCode(), answer.body());
      }

      @Override
      public void close() {
        client.shutdownNow();
      }
    };
  }
}
