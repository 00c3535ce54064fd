package dev.whiskbook.magics.plot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The Vega-Lite specifications that stand beside this class as {@code *.vl.json}. */
public final class Specification {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** A picture has no thousandths of a pixel, and each digit costs a byte for each datum. */
  private static final MathContext DIGITS = new MathContext(5);

  /** What every scaling chart has beside what was measured. */
  public static final String IDEAL = "ideal";

  /** Okabe and Ito's, but for yellow and black, which are not legible on all themes. */
  private static final List<String> COLOURS =
      List.of("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9");

  private static final String GREY = "#999999";
  private static final List<Integer> SOLID = List.of(1, 0);
  private static final List<List<Integer>> DASHES =
      List.of(List.of(5, 3), List.of(8, 3, 2, 3), List.of(2, 2), List.of(12, 4), List.of(3, 5));

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
    ObjectNode specification = themed(kind, title, subtitle, summary);
    specification.putObject("data").set("values", values(values));
    return specification;
  }

  /**
   * A specification whose parts show different data.
   *
   * @param data by the names that the file gives its data; one object for each datum
   */
  public static ObjectNode of(
      String kind,
      String title,
      String subtitle,
      String summary,
      Map<String, ? extends Iterable<?>> data) {
    ObjectNode specification = themed(kind, title, subtitle, summary);
    ObjectNode datasets = specification.putObject("datasets");
    data.forEach((name, values) -> datasets.set(name, values(values)));
    return specification;
  }

  /**
   * Sets a number deep in a specification, such as the height of one of its views.
   *
   * @param pointer to an object that is there, as {@code /vconcat/0}
   */
  public static void put(ObjectNode specification, String pointer, String name, double value) {
    ((ObjectNode) specification.at(pointer)).put(name, value);
  }

  /** Sets an axis's range, as {@link #put} does. */
  public static void domain(ObjectNode specification, String pointer, double from, double to) {
    ((ObjectNode) specification.at(pointer)).putArray("domain").add(from).add(to);
  }

  /**
   * Makes a scale logarithmic above 1, with 0 on it, and labels 0 and the powers of ten: by itself
   * it labels as if it were linear, so that all labels stand at its end.
   *
   * @param encoding to an object that has a scale and an axis, or gets them
   * @param most the largest number on it
   */
  public static void logarithmic(ObjectNode specification, String encoding, double most) {
    ObjectNode channel = (ObjectNode) specification.at(encoding);
    channel.withObject("/scale").put("type", "symlog").put("constant", 1);
    ArrayNode ticks = channel.withObject("/axis").putArray("values").add(0);
    for (double tick = 1; tick <= most; tick *= 10) {
      ticks.add(tick);
    }
  }

  /** Labels the axis of n where there are points: 1, 4, 16 says more than 1, 2, 3, 10, 20. */
  public static ObjectNode ticked(ObjectNode specification, DoubleStream n) {
    ArrayNode ticks = specification.withObject("/encoding/x/axis").putArray("values");
    n.distinct().sorted().forEach(ticks::add);
    return specification;
  }

  /**
   * Names lines by colour and dashes, in this order, for a chart that encodes both: what was
   * measured is solid, what is computed or published is dashed, and what is ideal grey.
   */
  public static void lines(ObjectNode specification, List<String> solid, List<String> dashed) {
    ObjectNode colour = specification.withObject("/encoding/color/scale");
    ObjectNode dash = specification.withObject("/encoding/strokeDash/scale");
    for (ObjectNode scale : List.of(colour, dash)) {
      scale.putArray("domain");
      scale.putArray("range");
    }
    int next = 0;
    for (String name : Stream.concat(solid.stream(), dashed.stream()).toList()) {
      colour.withArray("domain").add(name);
      dash.withArray("domain").add(name);
      boolean ideal = name.equals(IDEAL);
      colour.withArray("range").add(ideal ? GREY : COLOURS.get(next++ % COLOURS.size()));
      List<Integer> pattern =
          solid.contains(name) ? SOLID : DASHES.get(dashed.indexOf(name) % DASHES.size());
      ArrayNode drawn = dash.withArray("range").addArray();
      pattern.forEach(drawn::add);
    }
  }

  private static ObjectNode themed(String kind, String title, String subtitle, String summary) {
    ObjectNode specification = (ObjectNode) read(kind);
    specification.set("config", read("theme"));
    specification.putObject("title").put("text", title).put("subtitle", subtitle);
    specification.put("description", title + ". " + summary);
    return specification;
  }

  private static ArrayNode values(Iterable<?> values) {
    ArrayNode array = JSON.valueToTree(values);
    for (JsonNode datum : array) {
      if (datum instanceof ObjectNode object) {
        shorten(object);
      }
    }
    return array;
  }

  private static void shorten(ObjectNode datum) {
    for (var field : datum.properties()) {
      JsonNode value = field.getValue();
      if (value.isFloatingPointNumber()) {
        double number = value.doubleValue();
        datum.set(
            field.getKey(),
            Double.isFinite(number)
                ? datum.numberNode(new BigDecimal(number).round(DIGITS).doubleValue())
                : datum.nullNode());
      }
    }
  }

  private static JsonNode read(String name) {
    try (InputStream in = Specification.class.getResourceAsStream(name + ".vl.json")) {
      return JSON.readTree(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
