package dev.whiskbook.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer of a real OpenWhisk to one request.
 *
 * @param contentType empty if there was none
 */
record Transcript(String name, int status, String head, String contentType, String answer) {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([2-5]\\d\\d)");
  private static final Pattern CONTENT_TYPE = Pattern.compile("(?mi)^content-type: (.*)$");

  /** Empty if that answer was not kept. */
  static Optional<Transcript> read(Path folder, String name) throws IOException {
    Path file = folder.resolve(name + ".http");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String text = new String(Files.readAllBytes(file), UTF_8).replace("\r", "");
    String answer = text.substring(text.indexOf("HTTP/1.1 "));
    while (answer.startsWith("HTTP/1.1 1")) {
      answer = answer.substring(answer.indexOf("HTTP/1.1 ", 1));
    }
    Matcher status = STATUS.matcher(answer);
    if (!status.lookingAt()) {
      throw new IllegalArgumentException("No answer in " + file);
    }
    String[] parts = answer.split("\n\n", 2);
    Matcher contentType = CONTENT_TYPE.matcher(parts[0]);
    return Optional.of(
        new Transcript(
            name,
            Integer.parseInt(status.group(1)),
            parts[0],
            contentType.find() ? contentType.group(1) : "",
            parts[1].replaceFirst("\n?# time_total=.*\n?$", "").strip()));
  }

  boolean hasHeader(String name) {
    return Pattern.compile("(?mi)^" + Pattern.quote(name) + ":").matcher(head).find();
  }

  /** Very large answers were not kept whole. */
  boolean isCut() {
    return answer.contains("# [body cut here");
  }
}
