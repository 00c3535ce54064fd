package dev.whiskbook.standalone.http;

import static java.lang.System.Logger.Level.ERROR;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From a request to its reply: route, authentication, endpoint, and every error as a document. */
final class Dispatcher {
  private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

  /** Below it nothing is told to strangers, not even that there is nothing. */
  private static final String PROTECTED = "/api/v1/";

  private static final String CHALLENGE = "Basic realm=\"OpenWhisk secure realm\",charset=UTF-8";

  /** A percent sign without two hexadecimal digits, and the first character that is wrong. */
  private static final Pattern BAD_ESCAPE =
      Pattern.compile("%(?:\\p{XDigit}(?!\\p{XDigit})|(?!\\p{XDigit}))(.?)");

  private final Routes routes;
  private final Identities identities;

  Dispatcher(Routes routes, Identities identities) {
    this.routes = routes;
    this.identities = identities;
  }

  Reply dispatch(Request request) {
    Reply reply = answer(request);
    return reply.status() == 405 ? reply.with("Allow", "GET, OPTIONS") : reply;
  }

  private Reply answer(Request request) {
    Matcher badEscape = BAD_ESCAPE.matcher(request.path());
    if (request.path().indexOf('%') >= 0 && badEscape.find()) {
      return Reply.text(
          400,
          "Illegal request-target: Invalid input '%s', expected HEXDIG (line 1, column %d)"
              .formatted(badEscape.group(1), badEscape.start(1) + 1));
    }
    try {
      var match = routes.find(request);
      if (match.isEmpty() && !request.path().startsWith(PROTECTED)) {
        throw noSuchPath();
      }
      if (match.isPresent() && match.get().open()) {
        var found = match.get();
        var caller = identities.recognise(request.header("authorization"));
        return found.endpoint().handle(found.request().from(caller));
      }
      Identity caller = identities.require(request.header("authorization"));
      var found = match.orElseThrow(Dispatcher::noSuchPath);
      request.requireAccepted("application/json");
      return found.endpoint().handle(found.request().from(Optional.of(caller)));
    } catch (ApiException e) {
      Reply reply = e.toReply(request.transactionId());
      return reply.status() == 401 ? reply.with("WWW-Authenticate", CHALLENGE) : reply;
    } catch (RuntimeException e) {
      LOG.log(ERROR, "Request " + request.method() + " " + request.path() + " failed", e);
      return Reply.error(500, "There was an internal server error.", request.transactionId());
    }
  }

  private static ApiException noSuchPath() {
    return ApiException.rejection(404, "The requested resource could not be found.");
  }
}
