package dev.whiskbook.kernel.jupyter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says what kernel this is; does not wait for the session. */
final class KernelInfoHandler implements MessageHandler {

  private static final String VERSION = version();

  private static String version() {
    try (InputStream version = KernelInfoHandler.class.getResourceAsStream("version.txt")) {
      return new String(version.readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("version.txt is part of the kernel's jar", e);
    }
  }

  @Override
  public void handle(Request request) {
    String java = Runtime.version().toString();
    ObjectNode info = Request.ok();
    info.put("protocol_version", Headers.PROTOCOL_VERSION);
    info.put("implementation", "whiskbook");
    info.put("implementation_version", VERSION);
    info.put("banner", "Whiskbook " + VERSION + ", a JShell with magics, on Java " + java);
    language(info.putObject("language_info"), java);
    ArrayNode links = info.putArray("help_links");
    link(links, "JShell", "https://docs.oracle.com/en/java/javase/25/jshell/");
    link(links, "Apache OpenWhisk", "https://openwhisk.apache.org/documentation.html");
    info.putArray("supported_features");
    request.reply(info);
  }

  private static void language(ObjectNode language, String java) {
    language.put("name", "java");
    language.put("version", java);
    language.put("mimetype", "text/x-java-source");
    // nbconvert's "script" exporter gives its file this extension. Cells are no compilation unit,
    // so it is the extension of JShell's own scripts.
    language.put("file_extension", ".jsh");
    language.put("pygments_lexer", "java");
    language.put("codemirror_mode", "text/x-java");
    language.put("nbconvert_exporter", "script");
  }

  private static void link(ArrayNode links, String text, String url) {
    links.addObject().put("text", text).put("url", url);
  }
}
