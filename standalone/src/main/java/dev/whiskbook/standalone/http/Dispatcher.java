package dev.whiskbook.standalone.http;

import static java.lang.System.Logger.Level.ERROR;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From a request to its reply: route, authentication, endpoint, and every error as a document. */
final class Dispatcher {
  private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());
  private static final String CHALLENGE = "Basic realm=\"OpenWhisk secure realm\",charset=UTF-8";

  /** A percent sign without two hexadecimal digits, and the first character that is wrong. */
  private static final Pattern BAD_ESCAPE =
      Pattern.compile("%(?:\\p{XDigit}(?!\\p{XDigit})|(?!\\p{XDigit}))(.?)");

  private final Routes routes;
  private final AuthKey key;

  Dispatcher(Routes routes, AuthKey key) {
    this.routes = routes;
    this.key = key;
  }

  Reply dispatch(Request request) {
    Reply reply = answer(request);
    return reply.status() == 401 ? reply.with("WWW-Authenticate", CHALLENGE) : reply;
  }

  private Reply answer(Request request) {
    Matcher badEscape = BAD_ESCAPE.matcher(request.path());
    if (badEscape.find()) {
      return Reply.text(
          400,
          "Illegal request-target: Invalid input '%s', expected HEXDIG (line 1, column %d)"
              .formatted(badEscape.group(1), badEscape.start(1) + 1));
    }
    try {
      var match = routes.find(request);
      if (match.isEmpty()) {
        return Reply.error(
            404, "The requested resource could not be found.", request.transactionId());
      }
      var found = match.orElseThrow();
      if (!found.open()) {
        key.check(request.authorization());
        requireJsonAccepted(request);
      }
      return found.endpoint().handle(found.request());
    } catch (ApiException e) {
      return e.toReply(request.transactionId());
    } catch (RuntimeException e) {
      LOG.log(ERROR, "Request " + request.method() + " " + request.path() + " failed", e);
      return Reply.error(500, "There was an internal server error.", request.transactionId());
    }
  }

  private static void requireJsonAccepted(Request request) {
    String accept = request.accept().orElse("*/*");
    if (!accept.contains("*/*")
        && !accept.contains("application/*")
        && !accept.contains("application/json")) {
      throw ApiException.rejection(
          406, "Resource representation is only available with these types:\napplication/json");
    }
  }
}
