package dev.whiskbook.kernel.repl;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours of Java and magics while they are typed: by tokens, as the code is unfinished. */
final class JavaHighlighter implements Highlighter {

  private static final Set<String> CONTEXTUAL_KEYWORDS =
      Set.of("var", "record", "sealed", "permits", "yield", "when", "module");

  // Possessive, as a long literal would overflow the stack of a pattern that can go back.
  private static final Pattern TOKEN =
      Pattern.compile(
          """
          (?<comment>//[^\\n]*+|/\\*(?s:.*?)(?:\\*/|\\z))\
          |(?<text>\"""(?s:.*?)(?:\"""|\\z)|"(?:[^"\\\\\\n]++|\\\\.)*+"?|'(?:[^'\\\\\\n]++|\\\\.)*+'?)\
          |(?<magic>(?m:^[ \\t]*+)(?:%%?+[A-Za-z][\\w-]*+|![^=\\n][^\\n]*+)|(?<==)[ \\t]*+%[A-Za-z][\\w-]*+)\
          |(?<number>\\b\\d[\\w.]*+)\
          |(?<annotation>@[A-Za-z]\\w*+)\
          |(?<word>[\\p{L}_$][\\p{L}\\p{N}_$]*+)""");

  private static final AttributedStyle COMMENT = AttributedStyle.DEFAULT.faint();
  private static final AttributedStyle TEXT = colour(AttributedStyle.GREEN);
  private static final AttributedStyle MAGIC = colour(AttributedStyle.MAGENTA);
  private static final AttributedStyle NUMBER = colour(AttributedStyle.CYAN);
  private static final AttributedStyle KEYWORD = colour(AttributedStyle.BLUE).bold();
  private static final AttributedStyle TYPE = colour(AttributedStyle.YELLOW);

  private static AttributedStyle colour(int colour) {
    return AttributedStyle.DEFAULT.foreground(colour);
  }

  @Override
  public AttributedString highlight(LineReader reader, String code) {
    return highlight(code);
  }

  static AttributedString highlight(String code) {
    var out = new AttributedStringBuilder(code.length());
    Matcher token = TOKEN.matcher(code);
    int end = bodyOfCellMagic(code);
    int at = 0;
    while (at < end && token.find(at)) {
      out.append(code, at, token.start());
      out.styled(style(token), code.substring(token.start(), token.end()));
      at = token.end();
    }
    return out.append(code, at, code.length()).toAttributedString();
  }

  /** Where the lines under a cell magic begin, which may be in any language. */
  private static int bodyOfCellMagic(String code) {
    int lineEnd = code.indexOf('\n');
    return code.stripLeading().startsWith("%%") && lineEnd >= 0 ? lineEnd : code.length();
  }

  private static AttributedStyle style(Matcher token) {
    if (token.group("comment") != null) {
      return COMMENT;
    }
    if (token.group("text") != null) {
      return TEXT;
    }
    if (token.group("magic") != null) {
      return MAGIC;
    }
    if (token.group("number") != null) {
      return NUMBER;
    }
    if (token.group("annotation") != null) {
      return TYPE;
    }
    String word = token.group("word");
    if (SourceVersion.isKeyword(word) || CONTEXTUAL_KEYWORDS.contains(word)) {
      return KEYWORD;
    }
    return Character.isUpperCase(word.charAt(0)) ? TYPE : AttributedStyle.DEFAULT;
  }
}
