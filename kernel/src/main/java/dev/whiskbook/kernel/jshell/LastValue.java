package dev.whiskbook.kernel.jshell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name {@code $_} in a cell, which stands for the newest value, {@code $n}: what is {@code _}
 * in IPython, a keyword in Java.
 */
final class LastValue {

  /** Texts, characters and comments, in which the name stands for itself; or the name. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"\"\"(?s:.*?)\"\"\"|\"[^\"\\\\\n]*+(?:\\\\.[^\"\\\\\n]*+)*+\"|'(?:\\\\.|[^'\\\\\n]){1,6}'"
              + "|//[^\n]*|/\\*(?s:.*?)\\*/|(?<![\\p{L}\\p{N}_$])(\\$_)(?![\\p{L}\\p{N}_$])");

  private LastValue() {}

  /** The source with another name in place of {@code $_}. */
  static String named(String name, String source) {
    return source.contains("$_")
        ? TOKEN
            .matcher(source)
            .replaceAll(
                token -> Matcher.quoteReplacement(token.group(1) == null ? token.group() : name))
        : source;
  }
}
