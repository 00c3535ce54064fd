package dev.whiskbook.kernel.notebook;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * JSON as Python's nbformat writes it (sorted keys, an indent of one space, numbers, a final
 * newline), so that a notebook that JupyterLab saves next differs in nothing but what was changed.
 */
final class NotebookJson {

  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static final DefaultIndenter INDENT = new DefaultIndenter(" ", "\n");
  private static final DefaultPrettyPrinter PRINTER =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectNameValueSpacing(Spacing.AFTER)
                  .withObjectEmptySeparator("")
                  .withArrayEmptySeparator(""))
          .withObjectIndenter(INDENT)
          .withArrayIndenter(INDENT);

  private NotebookJson() {}

  static String write(JsonNode notebook) {
    return MAPPER.writer().with(PRINTER).writeValueAsString(sorted(notebook)) + "\n";
  }

  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      var byName = new TreeMap<String, JsonNode>();
      object.properties().forEach(entry -> byName.put(entry.getKey(), entry.getValue()));
      for (Map.Entry<String, JsonNode> entry : byName.entrySet()) {
        copy.set(entry.getKey(), sorted(entry.getValue()));
      }
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      array.forEach(element -> copy.add(sorted(element)));
      return copy;
    }
    if (node.isDouble() && Double.isFinite(node.asDouble())) {
      return JsonNodeFactory.instance.rawValueNode(new RawValue(number(node.asDouble())));
    }
    return node;
  }

  /** A number as Python's {@code repr} has it: with an exponent below 1e-4 and from 1e16 on. */
  static String number(double number) {
    double size = Math.abs(number);
    String java = Double.toString(number);
    int exponent = java.indexOf('E');
    if (exponent < 0) {
      return java;
    }
    if (size >= 1e-4 && size < 1e16) {
      BigDecimal plain = new BigDecimal(java).stripTrailingZeros();
      return plain.setScale(Math.max(1, plain.scale())).toPlainString();
    }
    String digits = java.substring(0, exponent).replaceFirst("\\.0$", "");
    int power = Integer.parseInt(java.substring(exponent + 1));
    return "%se%s%02d".formatted(digits, power < 0 ? "-" : "+", Math.abs(power));
  }

  /** Text as the file holds it: one string a line, each but the last with its newline. */
  static ArrayNode lines(String text) {
    ArrayNode lines = JsonNodeFactory.instance.arrayNode();
    int start = 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline + 1;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }

  /** The text of a multi-line string, which a file holds as a list of lines or as one string. */
  static String text(JsonNode multilineString) {
    return elements(multilineString).map(JsonNode::asString).collect(Collectors.joining());
  }

  static boolean isMultilineString(JsonNode node) {
    return node != null && elements(node).allMatch(JsonNode::isString);
  }

  /** The strings of a list, or none where the node is something else or missing. */
  static List<String> strings(JsonNode node) {
    return node instanceof ArrayNode array
        ? array.valueStream().filter(JsonNode::isString).map(JsonNode::asString).toList()
        : List.of();
  }

  private static Stream<JsonNode> elements(JsonNode node) {
    return node instanceof ArrayNode array ? array.valueStream() : Stream.of(node);
  }
}
