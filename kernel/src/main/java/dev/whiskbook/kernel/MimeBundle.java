package dev.whiskbook.kernel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One output in several representations, for the front end to choose from.
 *
 * @param data MIME type to content: a JSON string for text types (binary ones in base64), any JSON
 *     value for types that end in {@code json}; the richest representation need not come first
 * @param metadata MIME type to what a renderer needs to know beyond the content
 */
public record MimeBundle(Map<String, JsonNode> data, Map<String, JsonNode> metadata) {

  public static final String TEXT_PLAIN = "text/plain";
  public static final String TEXT_HTML = "text/html";
  public static final String TEXT_MARKDOWN = "text/markdown";
  public static final String IMAGE_SVG = "image/svg+xml";

  public MimeBundle {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** A bundle of plain text alone; add others with {@link #with}. */
  public static MimeBundle text(String plain) {
    return new MimeBundle(Map.of(TEXT_PLAIN, JsonNodeFactory.instance.stringNode(plain)), Map.of());
  }

  /** This bundle with one more representation, given as text. */
  public MimeBundle with(String mimeType, String content) {
    return with(mimeType, JsonNodeFactory.instance.stringNode(content));
  }

  /** This bundle with one more representation, given as JSON. */
  public MimeBundle with(String mimeType, JsonNode content) {
    var more = new LinkedHashMap<>(data);
    more.put(mimeType, content);
    return new MimeBundle(more, metadata);
  }

  /** The {@code text/plain} representation, or an empty text where the bundle has none. */
  public String plainText() {
    JsonNode plain = data.get(TEXT_PLAIN);
    return plain == null ? "" : plain.asString();
  }
}
