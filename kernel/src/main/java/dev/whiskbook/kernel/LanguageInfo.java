package dev.whiskbook.kernel;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the cells' language is called: the {@code language_info} of a kernel's reply and of a
 * notebook file.
 */
public final class LanguageInfo {

  private LanguageInfo() {}

  /** The fields that the messaging specification lists under {@code kernel_info}. */
  public static ObjectNode toJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", "java")
        .put("version", Runtime.version().toString())
        .put("mimetype", "text/x-java-source")
        // nbconvert's "script" exporter gives its file this extension. Cells are no compilation
        // unit, so it is the extension of JShell's own scripts.
        .put("file_extension", ".jsh")
        .put("pygments_lexer", "java")
        .put("codemirror_mode", "text/x-java")
        .put("nbconvert_exporter", "script");
  }
}
