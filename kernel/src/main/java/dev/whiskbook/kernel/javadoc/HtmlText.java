package dev.whiskbook.kernel.javadoc;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * HTML as Markdown or as plain text. In both, blocks are parted by a blank line and lists are
 * indented; Markdown marks code, emphasis, headings and links besides.
 */
final class HtmlText {

  private final boolean markdown;
  private final StringBuilder out = new StringBuilder();
  private final Deque<int[]> lists = new ArrayDeque<>(); // the next number; 0 for bullets
  private boolean preformatted;

  private HtmlText(boolean markdown) {
    this.markdown = markdown;
  }

  static String markdown(Element body) {
    var text = new HtmlText(true);
    text.children(body);
    return tidy(text.out);
  }

  static String plain(Element body) {
    var text = new HtmlText(false);
    text.children(body);
    return tidy(text.out);
  }

  private static String tidy(StringBuilder text) {
    return text.toString().replaceAll("[ \\t]+(?=\\n)", "").replaceAll("\\n{3,}", "\n\n").strip();
  }

  private void children(Node parent) {
    parent.childNodes().forEach(this::node);
  }

  private void node(Node node) {
    if (node instanceof TextNode text) {
      text(text);
    } else if (node instanceof Element element) {
      element(element);
    }
  }

  private void text(TextNode node) {
    if (preformatted) {
      out.append(node.getWholeText().replace("\n", "\n" + indent()));
      return;
    }
    String words = node.getWholeText().replaceAll("\\s+", " ");
    boolean fresh = out.isEmpty() || Character.isWhitespace(out.charAt(out.length() - 1));
    String shown = fresh ? words.stripLeading() : words;
    out.append(markdown ? escaped(shown) : shown);
  }

  private static String escaped(String words) {
    return words.replaceAll("([\\\\`*_\\[\\]<>])", "\\\\$1");
  }

  private void element(Element element) {
    switch (element.tagName()) {
      case "p", "div", "section", "blockquote", "table", "dl" -> block(() -> children(element));
      case "h1", "h2", "h3", "h4", "h5", "h6" -> block(() -> marked(element, markdown ? "**" : ""));
      case "pre" -> block(() -> pre(element));
      case "br" -> newLine();
      case "hr" -> block(() -> out.append("---"));
      case "ul" -> list(element, 0);
      case "ol" -> list(element, 1);
      case "li" -> item(element);
      case "dt" -> block(() -> marked(element, markdown ? "**" : ""));
      case "dd" -> item(element);
      case "tr" -> row(element);
      case "code", "tt", "kbd", "samp" -> code(element);
      case "b", "strong" -> marked(element, markdown ? "**" : "");
      case "i", "em", "var", "cite" -> marked(element, markdown ? "*" : "");
      case "a" -> link(element);
      case "sup" -> {
        out.append('^');
        children(element);
      }
      default -> children(element);
    }
  }

  private void block(Runnable content) {
    paragraph();
    content.run();
    paragraph();
  }

  private void paragraph() {
    if (!out.isEmpty()) {
      out.append("\n\n").append(indent());
    }
  }

  private void newLine() {
    out.append(markdown && !preformatted ? "  \n" : "\n").append(indent());
  }

  private String indent() {
    return "  ".repeat(lists.size());
  }

  private void marked(Element element, String mark) {
    if (element.text().isBlank()) {
      return;
    }
    out.append(mark);
    children(element);
    while (!mark.isEmpty() && out.charAt(out.length() - 1) == ' ') {
      out.setLength(out.length() - 1);
    }
    out.append(mark);
  }

  private void code(Element element) {
    if (!markdown || preformatted) {
      children(element);
      return;
    }
    String code = element.text();
    String fence = code.contains("`") ? "``" : "`";
    String space = code.startsWith("`") || code.endsWith("`") ? " " : "";
    out.append(fence).append(space).append(code).append(space).append(fence);
  }

  private void pre(Element element) {
    if (markdown) {
      out.append("```java\n").append(indent());
    }
    preformatted = true;
    String code = element.wholeText().replaceAll("^\\R|\\s+$", "");
    out.append((markdown ? code : code.indent(2).stripTrailing()).replace("\n", "\n" + indent()));
    preformatted = false;
    if (markdown) {
      out.append('\n').append(indent()).append("```");
    }
  }

  private void list(Element list, int first) {
    out.append(lists.isEmpty() ? "\n" : "");
    lists.push(new int[] {first});
    children(list);
    lists.pop();
    paragraph();
  }

  private void item(Element item) {
    int[] number = lists.isEmpty() ? new int[] {0} : lists.peek();
    boolean nested = !lists.isEmpty();
    out.append('\n').append("  ".repeat(Math.max(0, lists.size() - 1)));
    out.append(number[0] == 0 ? "- " : number[0]++ + ". ");
    if (!nested) {
      lists.push(new int[] {0});
    }
    children(item);
    if (!nested) {
      lists.pop();
    }
  }

  private void row(Element row) {
    out.append('\n').append(indent());
    for (Element cell : row.children()) {
      out.append(cell.elementSiblingIndex() == 0 ? "" : " | ");
      children(cell);
    }
  }

  private void link(Element link) {
    String target = link.attr("href");
    if (!markdown || target.isEmpty()) {
      children(link);
      return;
    }
    out.append('[');
    children(link);
    out.append("](").append(target).append(')');
  }
}
