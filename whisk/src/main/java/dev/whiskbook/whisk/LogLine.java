package dev.whiskbook.whisk;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that an activation logged, or why it failed.
 *
 * @param i the action number
 * @param attempt the try, from 1
 * @param time when, by the server's clock; empty where the line does not say
 * @param stream {@code stdout} or {@code stderr}; {@value #ERROR} for why an attempt failed; empty
 *     where the server does not tell
 * @param text the line
 */
public record LogLine(int i, int attempt, Optional<Instant> time, String stream, String text) {
  /** The stream of lines that say why an attempt failed. */
  public static final String ERROR = "error";

  // "2026-11-28T16:58:24.279123456Z stdout: text", and of some log stores without the stream.
  private static final Pattern LINE =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z)\\s+(?:(stdout|stderr): ?)?(.*)", Pattern.DOTALL);

  /** A line as OpenWhisk has it in an activation's record. */
  public static LogLine parse(int i, int attempt, String line) {
    Matcher matcher = LINE.matcher(line);
    if (matcher.matches()) {
      try {
        return new LogLine(
            i,
            attempt,
            Optional.of(Instant.parse(matcher.group(1))),
            matcher.group(2) == null ? "" : matcher.group(2),
            matcher.group(3));
      } catch (DateTimeException e) {
        // No time after all.
      }
    }
    return new LogLine(i, attempt, Optional.empty(), "", line);
  }
}
