package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.Target;
import dev.whiskbook.whisk.WhiskException;
import dev.whiskbook.whisk.WhiskException.Problem;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import tools.jackson.databind.JsonNode;

/** What can go wrong between us and an OpenWhisk, in words. */
public final class Faults {
  private Faults() {}

  /**
   * The JSON of an answer that is as it should be.
   *
   * @param what was asked for, for instance "the limits"
   * @throws WhiskException in all other cases
   */
  public static JsonNode check(Target target, Answer answer, String what) {
    JsonNode json = answer.json();
    boolean jsonDocument = json.isObject() || json.isArray();
    if (answer.status() / 100 == 2 && jsonDocument) {
      return json;
    }
    throw refused(target, answer, what);
  }

  /** An answer that is not what was asked for. */
  public static WhiskException refused(Target target, Answer answer, String what) {
    if (answer.status() / 100 == 3) {
      return new WhiskException(
          Problem.NOT_OPENWHISK,
          "%s redirects to %s: make that the API host of the target."
              .formatted(target.apihost(), answer.headers().get("Location")));
    }
    String said = answer.error().orElse("");
    // OpenWhisk refuses some requests in plain text: "Request too large".
    boolean plain = String.valueOf(answer.headers().get("Content-Type")).startsWith("text/plain");
    if (said.isEmpty() && !plain) {
      return notOpenWhisk(
          target,
          "answered the request for %s with HTTP %d and %s"
              .formatted(what, answer.status(), described(answer)));
    }
    String words = said.isEmpty() ? answer.excerpt() : Json.brief(said);
    return switch (answer.status()) {
      case 401 ->
          new WhiskException(
              Problem.UNAUTHORIZED,
              "%s does not accept the key (401: %s). Check the target's key; `wsk property get --auth` shows the one that wsk uses."
                  .formatted(target.apihost(), words));
      case 403 ->
          new WhiskException(
              Problem.UNAUTHORIZED,
              "The key does not reach as far as %s on %s (403: %s)."
                  .formatted(what, target.apihost(), words));
      case 404 ->
          new WhiskException(
              Problem.NOT_FOUND,
              "%s has not got %s (404: %s).".formatted(target.apihost(), what, words));
      case 429 ->
          new WhiskException(
              Problem.THROTTLED,
              "%s throttles us (429: %s). Wait a minute, or have the namespace's limits raised."
                  .formatted(target.apihost(), words));
      default ->
          answer.status() >= 500
              ? new WhiskException(
                  Problem.SERVER,
                  "%s failed over %s (HTTP %d: %s)."
                      .formatted(target.apihost(), what, answer.status(), words))
              : new WhiskException(
                  Problem.REJECTED,
                  "%s does not take %s (HTTP %d: %s)."
                      .formatted(target.apihost(), what, answer.status(), words));
    };
  }

  /** Something else answers there. */
  public static WhiskException notOpenWhisk(Target target, String why) {
    return new WhiskException(
        Problem.NOT_OPENWHISK,
        "%s is no OpenWhisk: it %s. Check the API host of the target."
            .formatted(target.apihost(), why));
  }

  /** The server is there, the action is not. */
  public static WhiskException noSuchAction(Target target, String name) {
    return new WhiskException(
        Problem.NOT_FOUND,
        "There is no action %s on %s. Deploy it first, or check the name."
            .formatted(name, target.apihost()));
  }

  /** No answer at all. */
  public static WhiskException unreachable(Target target, String what, IOException e) {
    if (e instanceof SSLException) {
      Optional<String> expired = certificate(e);
      if (expired.isPresent()) {
        return new WhiskException(
            Problem.CERTIFICATE,
            "The certificate of %s does not hold: %s. Whoever runs that server must renew it; check this machine's clock, too."
                .formatted(target.apihost(), expired.get()),
            e);
      }
      return new WhiskException(
          Problem.CERTIFICATE,
          e instanceof SSLPeerUnverifiedException || String.valueOf(e.getMessage()).contains("PKIX")
              ? "The certificate of %s is not trusted (%s). Name the file of its certificate authority with `%%whisk target add … --ca FILE`, or declare the target insecure if you know the server."
                  .formatted(target.apihost(), Json.brief(String.valueOf(e.getMessage())))
              : "There is no TLS with %s (%s). Perhaps its API host begins with http://."
                  .formatted(target.apihost(), Json.brief(String.valueOf(e.getMessage()))),
          e);
    }
    return new WhiskException(
        Problem.UNREACHABLE,
        "%s cannot be asked for %s: %s.".formatted(target.apihost(), what, reason(e)),
        e);
  }

  /** Whether no connection was made, so that nothing can have been sent. */
  public static boolean isBeforeSending(IOException e) {
    return e instanceof UnknownHostException
        || e instanceof ConnectException
        || e instanceof NoRouteToHostException
        || (e instanceof SocketTimeoutException
            && String.valueOf(e.getMessage()).startsWith("failed to connect"));
  }

  /** A broken connection in a few words. */
  public static String reason(IOException e) {
    return switch (e) {
      case UnknownHostException u -> "its name is not known; check it, or the network";
      case NoRouteToHostException n -> "there is no route to it; check the network";
      case SSLException s ->
          "there is no TLS with it (%s)"
              .formatted(certificate(s).orElse(Json.brief(String.valueOf(s.getMessage()))));
      case ConnectException c -> "it refuses the connection; check host and port, and that it runs";
      case InterruptedIOException t -> "it does not answer in time (%s)".formatted(t.getMessage());
      default -> "the connection broke (%s)".formatted(Json.brief(String.valueOf(e.getMessage())));
    };
  }

  /** What is wrong with the dates of a certificate, if that is it. */
  private static Optional<String> certificate(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof CertificateExpiredException) {
        return Optional.of("it has expired (%s)".formatted(Json.brief(at.getMessage())));
      }
      if (at instanceof CertificateNotYetValidException) {
        return Optional.of("it is not valid yet (%s)".formatted(Json.brief(at.getMessage())));
      }
    }
    return Optional.empty();
  }

  private static String described(Answer answer) {
    String excerpt = answer.excerpt();
    return excerpt.isEmpty() ? "nothing" : "'%s'".formatted(excerpt);
  }
}
