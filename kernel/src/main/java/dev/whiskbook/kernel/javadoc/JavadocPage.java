package dev.whiskbook.kernel.javadoc;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A page that the javadoc tool made about a class, of JDK 16 or newer. */
final class JavadocPage {

  /** Description and tags; since JDK 21 in a box that scrolls. */
  private static final String DESCRIPTION =
      "> .block, > dl, > .horizontal-scroll > .block, > .horizontal-scroll > dl";

  private final Document page;

  JavadocPage(String html) {
    page = Jsoup.parse(html);
  }

  /** What it says about the class itself. */
  Optional<Javadoc> ofClass() {
    return Optional.ofNullable(page.selectFirst("section.class-description"))
        .flatMap(JavadocPage::documentation);
  }

  /**
   * What it says about a member.
   *
   * @param name with the simple types of its parameters, such as {@code put(K,V)}
   */
  Optional<Javadoc> ofMember(String name) {
    return page.select("section.detail[id]").stream()
        .filter(section -> simple(section.id()).equals(name))
        .findFirst()
        .flatMap(JavadocPage::documentation);
  }

  private static String simple(String id) {
    int open = id.indexOf('(');
    if (open < 0) {
      return id;
    }
    return id.substring(0, open)
        + Arrays.stream(id.substring(open + 1, id.length() - 1).split(","))
            .map(MemberName::simple)
            .collect(Collectors.joining(",", "(", ")"));
  }

  private static Optional<Javadoc> documentation(Element section) {
    String html =
        section.select(DESCRIPTION).stream()
            .map(Element::outerHtml)
            .collect(Collectors.joining("\n"));
    return html.isBlank() ? Optional.empty() : Optional.of(Javadoc.ofHtml(html));
  }
}
