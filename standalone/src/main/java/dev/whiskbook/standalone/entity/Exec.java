package dev.whiskbook.standalone.entity;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The executable part of an action.
 *
 * @param kind runtime, such as {@code nodejs:20}
 * @param code source text, or an archive in base64
 * @param binary true if {@code code} is base64; the server finds that out itself
 * @param main name of the entry point, if it is not {@code main}
 */
public record Exec(String kind, String code, boolean binary, Optional<String> main)
    implements Executable {
  /** Largest code, in bytes. */
  public static final int MAX_BYTES = 48 << 20;

  /** The entry point's name. */
  public String entryPoint() {
    return main.orElse("main");
  }

  /**
   * The same test as {@code Exec.isBinaryCode}: not empty, and valid base64 as a whole. Source text
   * practically always holds a character that base64 does not.
   */
  public static boolean looksBinary(String code) {
    if (code.isEmpty() || code.length() % 4 != 0) {
      return false;
    }
    int end = code.length();
    while (end > code.length() - 2 && code.charAt(end - 1) == '=') {
      end--;
    }
    for (int i = 0; i < end; i++) {
      char c = code.charAt(i);
      boolean legal =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '+'
              || c == '/';
      if (!legal) {
        return false;
      }
    }
    return true;
  }

  @Override
  public ObjectNode toJson(boolean withCode) {
    var json = Json.object().put("kind", kind);
    if (withCode) {
      json.put("code", code);
    }
    json.put("binary", binary);
    main.ifPresent(m -> json.put("main", m));
    return json;
  }
}
