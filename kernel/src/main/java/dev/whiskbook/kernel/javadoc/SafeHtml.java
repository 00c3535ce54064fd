package dev.whiskbook.kernel.javadoc;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/** Takes out of other people's HTML whatever could run, load or restyle something. */
final class SafeHtml {

  private static final Cleaner CLEANER =
      new Cleaner(
          Safelist.relaxed()
              .removeTags("img")
              .addTags("hr", "kbd", "samp", "tt", "var", "s", "section")
              .removeAttributes("a", "href", "title")
              .addAttributes("a", "href")
              .addProtocols("a", "href", "http", "https"));

  private SafeHtml() {}

  static Document of(String html) {
    Document clean = CLEANER.clean(Jsoup.parseBodyFragment(html));
    clean.outputSettings().prettyPrint(false);
    return clean;
  }
}
