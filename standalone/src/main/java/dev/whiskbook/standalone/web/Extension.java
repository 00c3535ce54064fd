package dev.whiskbook.standalone.web;

import java.util.Locale;

/** What the end of an action's name in a URL asks for. */
enum Extension {
  HTTP("message/http"),
  JSON("application/json"),
  HTML("text/html"),
  SVG("image/svg+xml"),
  TEXT("text/plain");

  private final String mediaType;

  Extension(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The one that {@code name} ends with; none is the same as {@code .http}. */
  static Extension of(String name) {
    for (Extension extension : values()) {
      if (name.endsWith(extension.suffix())) {
        return extension;
      }
    }
    return HTTP;
  }

  /** The name without it. */
  String without(String name) {
    return name.endsWith(suffix()) ? name.substring(0, name.length() - suffix().length()) : name;
  }

  /** The field of a result that it shows, if there is no body. */
  String field() {
    return name().toLowerCase(Locale.ROOT);
  }

  String mediaType() {
    return mediaType;
  }

  private String suffix() {
    return "." + field();
  }
}
