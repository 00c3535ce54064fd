package dev.whiskbook.standalone.web;

import dev.whiskbook.standalone.entity.Json;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;

/** JSON as OpenWhisk prints it for web actions: two spaces, arrays on the line. */
final class PrettyJson {
  private static final ObjectWriter WRITER =
      Json.MAPPER
          .writer()
          .with(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                          .withArrayElementSpacing(Separators.Spacing.AFTER)
                          .withArrayEmptySeparator("")
                          .withObjectEmptySeparator(""))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(DefaultPrettyPrinter.NopIndenter.instance()));

  private PrettyJson() {}

  static String of(JsonNode json) {
    return WRITER.writeValueAsString(json);
  }
}
