package dev.whiskbook.kernel.jupyter;

/**
 * A pattern in which {@code *} stands for any text and {@code ?} for any character, as a console's
 * search sends it. Takes at most the product of both lengths; a regular expression may take longer
 * than anybody waits.
 */
record Glob(String pattern) {

  boolean matches(String text) {
    int p = 0;
    int t = 0;
    int star = -1; // the last * that was passed, and
    int resume = 0; // where the text goes on if it takes one character more
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
