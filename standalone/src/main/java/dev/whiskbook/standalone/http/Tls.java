package dev.whiskbook.standalone.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** What connections are encrypted with. */
public final class Tls {
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);

  private Tls() {}

  /**
   * A certificate chain and its key, from files in PEM.
   *
   * @throws IllegalArgumentException with a sentence for the user if they cannot be used
   */
  public static SSLContext ofPem(Path certificate, Path key) {
    try (InputStream in = Files.newInputStream(certificate)) {
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(in)
              .toArray(Certificate[]::new);
      if (chain.length == 0) {
        throw new IllegalArgumentException("The file '" + certificate + "' holds no certificate.");
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      char[] password = UUID.randomUUID().toString().toCharArray();
      store.setKeyEntry("key", privateKey(key), password, chain);
      return context(store, password);
    } catch (IOException e) {
      throw new IllegalArgumentException("The file '" + e.getMessage() + "' cannot be read.", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "'%s' and '%s' are no certificate with its key in PEM: %s."
              .formatted(certificate, key, e.getMessage()),
          e);
    }
  }

  /**
   * A certificate made now, that nobody vouches for, by the JDK's own {@code keytool}.
   *
   * @throws IllegalArgumentException with a sentence for the user if that fails
   */
  public static SSLContext selfSigned(String host) {
    String password = UUID.randomUUID().toString();
    Path store = null;
    try {
      store = Files.createTempDirectory("whiskbook-tls").resolve("keys.p12");
      String kind = host.matches("[0-9.]+|.*:.*") ? "ip:" : "dns:";
      var keytool =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                      "-genkeypair",
                      "-alias",
                      "key",
                      "-keyalg",
                      "EC",
                      "-dname",
                      "CN=whiskbook",
                      "-ext",
                      "san=dns:localhost," + kind + host,
                      "-validity",
                      "365",
                      "-storetype",
                      "PKCS12",
                      "-keystore",
                      store.toString(),
                      "-storepass:env",
                      "WHISKBOOK_STORE_PASS"))
              .redirectErrorStream(true);
      keytool.environment().put("WHISKBOOK_STORE_PASS", password);
      Process process = keytool.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalArgumentException("No certificate could be made: " + said.strip());
      }
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(new ByteArrayInputStream(Files.readAllBytes(store)), password.toCharArray());
      return context(keys, password.toCharArray());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("No certificate could be made: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalArgumentException("Interrupted while a certificate was made", e);
    } finally {
      delete(store);
    }
  }

  private static void delete(Path store) {
    try {
      if (store != null) {
        Files.deleteIfExists(store);
        Files.deleteIfExists(store.getParent());
      }
    } catch (IOException e) {
      System.getLogger(Tls.class.getName())
          .log(System.Logger.Level.WARNING, "Could not delete " + store, e);
    }
  }

  private static SSLContext context(KeyStore store, char[] password)
      throws GeneralSecurityException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
    Matcher pem = PKCS8.matcher(Files.readString(file));
    if (!pem.find()) {
      throw new IllegalArgumentException(
          "The file '%s' holds no key in PKCS #8: make one of it with `openssl pkcs8 -topk8 -nocrypt`."
              .formatted(file));
    }
    var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        // of another algorithm
      }
    }
    throw new IllegalArgumentException(
        "The key in '%s' is neither RSA nor EC nor Ed25519.".formatted(file));
  }
}
