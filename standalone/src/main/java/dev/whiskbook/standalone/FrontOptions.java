package dev.whiskbook.standalone;

import dev.whiskbook.standalone.http.AuthKey;
import dev.whiskbook.standalone.http.Identity;
import dev.whiskbook.standalone.http.Tls;
import dev.whiskbook.standalone.management.Throttle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Option;

/** The options for what clients see of the server. */
final class FrontOptions {
  /** Keeps the key out of the process list. */
  static final String AUTH_VARIABLE = "WHISKBOOK_STANDALONE_AUTH";

  private static final Pattern NAMED = Pattern.compile("([\\w@.-]{1,256})=(.*)");

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE}, this machine only).")
  String host;

  @Option(
      names = "--port",
      defaultValue = "0",
      description = "Port to listen on; 0, the default, takes any free one.")
  int port;

  @Option(
      names = "--auth",
      paramLabel = "[NAMESPACE=]UUID:KEY",
      description = {
        "Key of a namespace; may be given several times. The first without a name is that",
        "of 'guest', the others of 'guest2', 'guest3', … (default: a random one for 'guest').",
        "The environment variable " + AUTH_VARIABLE + " does the same unseen by `ps`."
      })
  List<String> auth = new ArrayList<>();

  @Option(
      names = "--invocations-per-minute",
      paramLabel = "N",
      defaultValue = "" + Throttle.Limits.UNREACHED,
      description = "Invocations that a namespace may begin in a minute (a cluster: 60).")
  int invocationsPerMinute;

  @Option(
      names = "--concurrent-invocations",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Invocations that a namespace may have under way (a cluster: 30).")
  int concurrentInvocations;

  @Option(
      names = "--fires-per-minute",
      paramLabel = "N",
      defaultValue = "" + Throttle.Limits.UNREACHED,
      description = "Triggers that a namespace may fire in a minute (a cluster: 60).")
  int firesPerMinute;

  @Option(
      names = "--retry-after",
      description = "Refusals with status 429 say in a header when to come again.")
  boolean retryAfter;

  @Option(
      names = "--clock-speed",
      paramLabel = "N",
      defaultValue = "1",
      description = {
        "The minutes of these limits, and of the Date header, pass N times faster: for trying",
        "out a cluster's limits without the waiting (default: ${DEFAULT-VALUE})."
      })
  int clockSpeed;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keeps actions, packages, triggers, rules and records in this folder.")
  Path data;

  @Option(
      names = "--tls",
      description = "Serve HTTPS with a certificate made now (wsk needs -i to accept it).")
  boolean selfSigned;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "Certificate chain in PEM: serve HTTPS. Needs --tls-key.")
  Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "Private key of the certificate, in PEM (PKCS #8).")
  Path privateKey;

  /** What the options ask for; an {@link IllegalArgumentException} has a sentence if they err. */
  FrontConfig config() {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("--port must be from 0 to 65535, not " + port + ".");
    }
    requireAtLeastOne("--invocations-per-minute", invocationsPerMinute);
    requireAtLeastOne("--concurrent-invocations", concurrentInvocations);
    requireAtLeastOne("--fires-per-minute", firesPerMinute);
    requireAtLeastOne("--clock-speed", clockSpeed);
    return new FrontConfig(
        host,
        port,
        identities(),
        new Throttle.Limits(
            invocationsPerMinute, concurrentInvocations, firesPerMinute, retryAfter),
        clockSpeed,
        Optional.ofNullable(data),
        tls());
  }

  private List<Identity> identities() {
    List<String> given = new ArrayList<>(auth);
    String variable = System.getenv(AUTH_VARIABLE);
    if (given.isEmpty() && variable != null) {
      given.addAll(List.of(variable.split("[,\\s]+")));
    }
    if (given.isEmpty()) {
      return List.of(new Identity("guest", AuthKey.random()));
    }
    List<Identity> identities = new ArrayList<>();
    for (String text : given) {
      Matcher named = NAMED.matcher(text);
      String namespace =
          named.matches()
              ? named.group(1)
              : identities.isEmpty() ? "guest" : "guest" + (identities.size() + 1);
      AuthKey key = AuthKey.parse(named.matches() ? named.group(2) : text);
      for (Identity other : identities) {
        if (other.namespace().equals(namespace)) {
          throw new IllegalArgumentException(
              "--auth gives the namespace '" + namespace + "' two keys: one is enough.");
        }
        if (other.key().reveal().equals(key.reveal())) {
          throw new IllegalArgumentException(
              "--auth gives '%s' and '%s' the same key: a key tells whose namespace it is."
                  .formatted(other.namespace(), namespace));
        }
      }
      identities.add(new Identity(namespace, key));
    }
    return identities;
  }

  private Optional<SSLContext> tls() {
    if (selfSigned && certificate == null && privateKey == null) {
      return Optional.of(Tls.selfSigned(host));
    }
    if (certificate == null && privateKey == null) {
      return Optional.empty();
    }
    if (selfSigned) {
      throw new IllegalArgumentException(
          "--tls makes a certificate, --tls-cert gives one: say one.");
    }
    if (certificate == null || privateKey == null) {
      throw new IllegalArgumentException("--tls-cert and --tls-key must be given together.");
    }
    return Optional.of(Tls.ofPem(certificate, privateKey));
  }

  private static void requireAtLeastOne(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(option + " must be at least 1, not " + value + ".");
    }
  }
}
