package dev.whiskbook.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One recorded request with the answer of a real OpenWhisk.
 *
 * @param body what was sent; empty if nothing was
 * @param header the header that was sent beside the usual ones, as {@code Name: value}
 */
record Transcript(
    String name,
    String method,
    String path,
    String body,
    Optional<String> header,
    boolean authenticated,
    int status,
    String answer) {
  private static final Pattern REQUEST = Pattern.compile("(?m)^# ([A-Z]+) (/\\S*)$");
  private static final Pattern BODY = Pattern.compile("(?m)^# body: (.*)$");
  private static final Pattern HEADER = Pattern.compile("(?m)^# extra: .*-H ([^:\n]+: \\S+)");
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([2-5]\\d\\d)");

  static Transcript read(Path file) {
    try {
      String text = new String(Files.readAllBytes(file), UTF_8).replace("\r", "");
      String answer = text.substring(text.indexOf("HTTP/1.1 "));
      while (answer.startsWith("HTTP/1.1 1")) {
        answer = answer.substring(answer.indexOf("HTTP/1.1 ", 1));
      }
      Matcher status = STATUS.matcher(answer);
      Matcher request = REQUEST.matcher(text);
      if (!status.lookingAt() || !request.find()) {
        throw new IllegalArgumentException("No request and answer in " + file);
      }
      return new Transcript(
          file.getFileName().toString().replace(".http", ""),
          request.group(1),
          request.group(2),
          group(BODY, text).orElse(""),
          group(HEADER, text),
          !text.contains("# no Authorization header"),
          Integer.parseInt(status.group(1)),
          answer
              .substring(answer.indexOf("\n\n") + 2)
              .replaceFirst("\n# time_total=.*\n?$", "")
              .strip());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Optional<String> group(Pattern pattern, String text) {
    Matcher m = pattern.matcher(text);
    return m.find() ? Optional.of(m.group(1)) : Optional.empty();
  }
}
