package dev.whiskbook.kernel.jupyter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.kernel.LanguageInfo;
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
    info.set("language_info", LanguageInfo.toJson());
    ArrayNode links = info.putArray("help_links");
    link(links, "JShell", "https://docs.oracle.com/en/java/javase/25/jshell/");
    link(links, "Apache OpenWhisk", "https://openwhisk.apache.org/documentation.html");
    info.putArray("supported_features").add("kernel subshells").add("debugger");
    info.put("debugger", true); // for front ends that know 5.4
    request.reply(info);
  }

  private static void link(ArrayNode links, String text, String url) {
    links.addObject().put("text", text).put("url", url);
  }
}
