package dev.whiskbook.standalone.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The table of endpoints. A pattern is a path whose {@code {name}} segments match any one segment
 * that is not empty; a trailing slash counts as an empty segment. The first route that matches
 * wins.
 */
public final class Routes {
  /** A route that matched, with the request's path variables filled in. */
  record Match(Endpoint endpoint, boolean open, Request request) {}

  private record Route(String method, List<String> segments, boolean open, Endpoint endpoint) {}

  private record Below(
      String method, String prefix, Predicate<String> applies, Endpoint endpoint) {}

  private final List<Route> routes = new ArrayList<>();
  private final List<Below> below = new ArrayList<>();

  /** Adds an endpoint that needs authentication. */
  public Routes add(String method, String pattern, Endpoint endpoint) {
    routes.add(new Route(method, segments(pattern), false, endpoint));
    return this;
  }

  /** Adds an endpoint that anyone may call. */
  public Routes addOpen(String method, String pattern, Endpoint endpoint) {
    routes.add(new Route(method, segments(pattern), true, endpoint));
    return this;
  }

  /**
   * Adds an endpoint that anyone may call, for the paths below a prefix that {@code applies} takes.
   */
  public Routes addOpenBelow(
      String method, String prefix, Predicate<String> applies, Endpoint endpoint) {
    below.add(new Below(method, prefix, applies, endpoint));
    return this;
  }

  Optional<Match> find(Request request) {
    for (Below route : below) {
      if (route.method.equals(request.method())
          && request.path().startsWith(route.prefix)
          && route.applies.test(request.path())) {
        return Optional.of(new Match(route.endpoint, true, request));
      }
    }
    List<String> path = segments(request.path());
    for (Route route : routes) {
      if (route.method.equals(request.method())) {
        if (matches(route.segments, path)) {
          var variables = variables(route.segments, path);
          return Optional.of(
              new Match(route.endpoint, route.open, request.withPathVariables(variables)));
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }

  private static boolean matches(List<String> pattern, List<String> path) {
    if (pattern.size() != path.size()) {
      return false;
    }
    for (int i = 0; i < pattern.size(); i++) {
      String segment = path.get(i);
      if (isVariable(pattern.get(i)) ? segment.isEmpty() : !pattern.get(i).equals(segment)) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> variables(List<String> pattern, List<String> path) {
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < pattern.size(); i++) {
      String name = pattern.get(i);
      if (isVariable(name)) {
        variables.put(name.substring(1, name.length() - 1), decode(path.get(i)));
      }
    }
    return variables;
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{");
  }

  /** In a path, unlike in a query, a plus sign is a plus sign. */
  private static String decode(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
