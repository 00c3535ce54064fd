package dev.whiskbook.kernel.repl;

import dev.whiskbook.kernel.MimeBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Pictures in outputs: drawn in the terminal where that says by its environment that it can, else
 * written to a file whose path is shown. No terminal is asked, since one that does not understand
 * the question prints it.
 *
 * @see <a href="https://sw.kovidgoyal.net/kitty/graphics-protocol/">Kitty's protocol</a>
 * @see <a href="https://iterm2.com/documentation-images.html">iTerm2's protocol</a>
 */
final class Pictures {

  private static final String PNG = "image/png";

  /** What is worth a file, best first, with its suffix. */
  private static final Map<String, String> SUFFIXES = new LinkedHashMap<>();

  static {
    SUFFIXES.put(MimeBundle.IMAGE_SVG, ".svg");
    SUFFIXES.put(PNG, ".png");
    SUFFIXES.put("image/jpeg", ".jpg");
    SUFFIXES.put("image/gif", ".gif");
  }

  /** The longest piece of base64 that kitty takes in one sequence. */
  private static final int KITTY_CHUNK = 4096;

  private enum Protocol {
    KITTY,
    ITERM,
    NONE
  }

  private final Protocol protocol;
  private Path folder; // made for the first picture
  private int count;

  Pictures(Map<String, String> environment) {
    protocol = protocol(environment);
  }

  private static Protocol protocol(Map<String, String> environment) {
    String term = environment.getOrDefault("TERM", "");
    if (environment.containsKey("TMUX") || term.startsWith("screen") || term.startsWith("tmux")) {
      return Protocol.NONE; // between us and the terminal, whatever that is
    }
    if (term.equals("xterm-kitty") || term.equals("xterm-ghostty")) {
      return Protocol.KITTY;
    }
    String program = environment.getOrDefault("TERM_PROGRAM", "");
    return program.equals("iTerm.app") || program.equals("WezTerm")
        ? Protocol.ITERM
        : Protocol.NONE;
  }

  /** What to print for the picture in an output, if there is one. */
  synchronized Optional<String> of(MimeBundle bundle) {
    JsonNode png = bundle.data().get(PNG);
    if (png != null && protocol != Protocol.NONE) {
      return Optional.of(inline(png.asString()));
    }
    for (var type : SUFFIXES.entrySet()) {
      JsonNode content = bundle.data().get(type.getKey());
      if (content != null) {
        return Optional.of(file(type.getKey(), type.getValue(), content.asString()));
      }
    }
    return Optional.empty();
  }

  private String inline(String base64) {
    String data = base64.replaceAll("\\s", "");
    if (protocol == Protocol.ITERM) {
      return "\u001b]1337;File=inline=1:" + data + "\u0007";
    }
    var sequences = new StringBuilder();
    for (int start = 0; start < data.length(); start += KITTY_CHUNK) {
      int end = Math.min(data.length(), start + KITTY_CHUNK);
      sequences
          .append("\u001b_G")
          .append(start == 0 ? "f=100,a=T," : "")
          .append(end < data.length() ? "m=1;" : "m=0;")
          .append(data, start, end)
          .append("\u001b\\");
    }
    return sequences.toString();
  }

  private String file(String type, String suffix, String content) {
    try {
      if (folder == null) {
        folder = Files.createTempDirectory("whiskbook-pictures"); // for its owner alone
      }
      Path file = folder.resolve(++count + suffix);
      if (type.equals(MimeBundle.IMAGE_SVG)) {
        Files.writeString(file, content);
      } else {
        Files.write(file, Base64.getMimeDecoder().decode(content));
      }
      return "Picture: " + file;
    } catch (IOException | IllegalArgumentException e) {
      return "The picture cannot be written to a file: " + e;
    }
  }
}
