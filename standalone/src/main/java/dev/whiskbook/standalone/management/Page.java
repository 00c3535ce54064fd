package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.http.ApiException;
import dev.whiskbook.standalone.http.Request;

/** The {@code skip} and {@code limit} of a list. */
record Page(int skip, int limit) {
  private static final int DEFAULT_LIMIT = 30;
  private static final int MAX_LIMIT = 200;

  /**
   * Reads them from the query.
   *
   * @param whenZero what {@code limit=0} means: 200 for activations, everything for actions
   */
  static Page of(Request request, String collection, int whenZero) {
    int limit = integer(request, "limit", collection, DEFAULT_LIMIT);
    if (limit < 0 || limit > MAX_LIMIT) {
      throw ApiException.badQuery(
          "limit",
          "The value '%d' is not in the range of 0 to %d for %s."
              .formatted(limit, MAX_LIMIT, collection));
    }
    int skip = integer(request, "skip", collection, 0);
    if (skip < 0) {
      throw ApiException.badQuery(
          "skip",
          "The value '%d' is not greater than or equal to 0 for %s.".formatted(skip, collection));
    }
    return new Page(skip, limit == 0 ? whenZero : limit);
  }

  private static int integer(Request request, String name, String collection, int absent) {
    String value = request.query().get(name);
    if (value == null) {
      return absent;
    }
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw ApiException.badQuery(
          name, "The value '%s' is not an integer for %s.".formatted(value, collection));
    }
  }
}
