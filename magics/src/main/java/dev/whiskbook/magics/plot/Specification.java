package dev.whiskbook.magics.plot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The Vega-Lite specifications that stand beside this class as {@code *.vl.json}. */
public final class Specification {

  private static final JsonMapper JSON = JsonMapper.shared();

  private Specification() {}

  /**
   * A specification with the common theme, ready to be shown.
   *
   * @param kind the file's name without its ending
   * @param subtitle below the title: the run it shows, its limits
   * @param summary the text alternative
   * @param values one object for each datum
   */
  public static ObjectNode of(
      String kind, String title, String subtitle, String summary, Iterable<?> values) {
    ObjectNode specification = (ObjectNode) read(kind);
    specification.set("config", read("theme"));
    specification.putObject("title").put("text", title).put("subtitle", subtitle);
    specification.put("description", title + ". " + summary);
    specification.putObject("data").set("values", JSON.valueToTree(values));
    return specification;
  }

  private static JsonNode read(String name) {
    try (InputStream in = Specification.class.getResourceAsStream(name + ".vl.json")) {
      return JSON.readTree(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
