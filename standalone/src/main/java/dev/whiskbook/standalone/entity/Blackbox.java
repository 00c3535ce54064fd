package dev.whiskbook.standalone.entity;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A container image. It is kept and shown, but this server starts no images.
 *
 * @param code given to the image at initialisation
 */
public record Blackbox(String image, Optional<String> code, Optional<String> main)
    implements Executable {
  /** The kind of every image. */
  public static final String KIND = "blackbox";

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode toJson(boolean withCode) {
    var json = Json.object().put("kind", KIND).put("image", image);
    if (withCode) {
      code.ifPresent(c -> json.put("code", c));
    }
    json.put("binary", code.map(Exec::looksBinary).orElse(false));
    main.ifPresent(m -> json.put("main", m));
    return json;
  }
}
