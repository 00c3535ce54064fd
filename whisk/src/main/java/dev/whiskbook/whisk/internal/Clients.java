package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.Transport;
import dev.whiskbook.whisk.WhiskException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;

/** HTTP clients that differ in whom they trust and in their proxy. */
final class Clients {
  private Clients() {}

  /**
   * A client that goes this way.
   *
   * @param builder of a client whose connections it shares
   * @throws WhiskException if the file of certificates cannot be used
   */
  static OkHttpClient of(OkHttpClient.Builder builder, Transport transport) {
    var proxies = new EnvironmentProxies(System.getenv(), transport.proxy());
    builder.proxySelector(proxies);
    builder.proxyAuthenticator(
        (route, response) -> {
          URI server = response.request().url().uri();
          String user = proxies.uri(server).map(URI::getUserInfo).orElse(null);
          if (user == null || response.request().header("Proxy-Authorization") != null) {
            return null; // what was sent is wrong, so that once more would not help
          }
          String[] parts = user.split(":", 2);
          String credentials = Credentials.basic(parts[0], parts.length > 1 ? parts[1] : "");
          return response.request().newBuilder().header("Proxy-Authorization", credentials).build();
        });
    if (transport.insecure()) {
      trust(builder, new TrustAll());
      builder.hostnameVerifier((host, session) -> true);
    }
    transport.certificateAuthority().ifPresent(file -> trust(builder, trustOnly(file)));
    return builder.build();
  }

  private static void trust(OkHttpClient.Builder builder, X509TrustManager manager) {
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, new TrustManager[] {manager}, new SecureRandom());
      builder.sslSocketFactory(tls.getSocketFactory(), manager);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no TLS.", e);
    }
  }

  private static X509TrustManager trustOnly(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (all.isEmpty()) {
        throw unusable(file, "there is no certificate in it", null);
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate each : all) {
        store.setCertificateEntry("ca" + store.size(), each);
      }
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return (X509TrustManager) factory.getTrustManagers()[0];
    } catch (IOException e) {
      throw unusable(file, "it cannot be read", e);
    } catch (GeneralSecurityException e) {
      throw unusable(file, "it is no PEM file of certificates", e);
    }
  }

  private static WhiskException unusable(Path file, String why, Exception e) {
    return new WhiskException(
        WhiskException.Problem.CONFIGURATION,
        "The certificates in %s cannot be used: %s.".formatted(file, why),
        e);
  }

  /** For targets that the user declared insecure, as {@code wsk -i}. */
  private static final class TrustAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
