package dev.whiskbook.kernel.javadoc;

import com.sun.source.doctree.DeprecatedTree;
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.ErroneousTree;
import com.sun.source.doctree.EscapeTree;
import com.sun.source.doctree.IndexTree;
import com.sun.source.doctree.InheritDocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.RawTextTree;
import com.sun.source.doctree.ReferenceTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.SeeTree;
import com.sun.source.doctree.SinceTree;
import com.sun.source.doctree.SnippetTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.SummaryTree;
import com.sun.source.doctree.SystemPropertyTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.doctree.UnknownBlockTagTree;
import com.sun.source.doctree.UnknownInlineTagTree;
import com.sun.source.doctree.ValueTree;
import com.sun.source.util.SimpleDocTreeVisitor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Writes a documentation comment as HTML, which need not be safe yet. */
final class CommentHtml extends SimpleDocTreeVisitor<Void, Void> {

  private static final Map<String, String> UNKNOWN_TAGS =
      Map.of(
          "apiNote", "API note",
          "implSpec", "Implementation requirements",
          "implNote", "Implementation note",
          "jls", "Java Language Specification",
          "jvms", "Java Virtual Machine Specification");

  private final StringBuilder html = new StringBuilder();
  private final Map<String, StringBuilder> sections = new LinkedHashMap<>();
  private final Supplier<String> inherited;

  private CommentHtml(Supplier<String> inherited) {
    this.inherited = inherited;
  }

  /**
   * @param inherited the description of what the member overrides, for {@code {@inheritDoc}}
   */
  static String of(DocCommentTree comment, Supplier<String> inherited) {
    var writer = new CommentHtml(inherited);
    String description = writer.part(comment.getFullBody());
    comment.getBlockTags().forEach(tag -> writer.visit(tag, null));
    var all = new StringBuilder(description);
    if (!writer.sections.isEmpty()) {
      all.append("\n<dl>");
      writer.sections.forEach(
          (title, entries) -> all.append("<dt>").append(title).append("</dt>").append(entries));
      all.append("</dl>");
    }
    return all.toString();
  }

  /** The description alone, without what the tags say. */
  static String description(DocCommentTree comment) {
    return new CommentHtml(() -> "").part(comment.getFullBody());
  }

  /** Trees that belong together; Markdown among them makes all of it Markdown. */
  private String part(List<? extends DocTree> trees) {
    var written = new CommentHtml(inherited);
    trees.forEach(tree -> tree.accept(written, null));
    boolean markdown = trees.stream().anyMatch(tree -> tree.getKind() == DocTree.Kind.MARKDOWN);
    return markdown
        ? HtmlRenderer.builder()
            .build()
            .render(Parser.builder().build().parse(written.html.toString()))
        : written.html.toString();
  }

  /** A part within a line: without the paragraph that Markdown makes of it. */
  private String line(List<? extends DocTree> trees) {
    return part(trees).strip().replaceFirst("(?s)^<p>(.*)</p>$", "$1");
  }

  private void section(String title, String entry) {
    sections
        .computeIfAbsent(title, _ -> new StringBuilder())
        .append("<dd>")
        .append(entry)
        .append("</dd>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private Void code(String text) {
    html.append("<code>").append(escaped(text)).append("</code>");
    return null;
  }

  @Override
  public Void visitText(TextTree tree, Void nothing) {
    html.append(tree.getBody());
    return null;
  }

  @Override
  public Void visitRawText(RawTextTree tree, Void nothing) {
    html.append(tree.getContent());
    return null;
  }

  @Override
  public Void visitStartElement(StartElementTree tree, Void nothing) {
    html.append(tree);
    return null;
  }

  @Override
  public Void visitEndElement(EndElementTree tree, Void nothing) {
    html.append(tree);
    return null;
  }

  @Override
  public Void visitEntity(EntityTree tree, Void nothing) {
    html.append(tree);
    return null;
  }

  @Override
  public Void visitEscape(EscapeTree tree, Void nothing) {
    html.append(escaped(tree.getBody()));
    return null;
  }

  @Override
  public Void visitErroneous(ErroneousTree tree, Void nothing) {
    html.append(escaped(tree.getBody()));
    return null;
  }

  @Override
  public Void visitLiteral(LiteralTree tree, Void nothing) {
    String body = tree.getBody().getBody();
    if (tree.getKind() == DocTree.Kind.CODE) {
      return code(body);
    }
    html.append(escaped(body));
    return null;
  }

  @Override
  public Void visitLink(LinkTree tree, Void nothing) {
    String label = line(tree.getLabel());
    boolean plain = tree.getKind() == DocTree.Kind.LINK_PLAIN;
    String shown = label.isBlank() ? escaped(name(tree.getReference())) : label;
    html.append(plain ? shown : "<code>" + shown + "</code>");
    return null;
  }

  @Override
  public Void visitReference(ReferenceTree tree, Void nothing) {
    return code(name(tree));
  }

  /** A reference as one would write it in code, without packages. */
  private static String name(ReferenceTree reference) {
    String signature = reference.getSignature();
    return signature
        .replaceAll("\\b(?:[a-z][\\w]*\\.)+(?=[A-Z])", "")
        .replaceFirst("^#", "")
        .replace('#', '.');
  }

  @Override
  public Void visitInheritDoc(InheritDocTree tree, Void nothing) {
    html.append(inherited.get());
    return null;
  }

  @Override
  public Void visitValue(ValueTree tree, Void nothing) {
    return tree.getReference() == null ? code("value") : code(name(tree.getReference()));
  }

  @Override
  public Void visitSummary(SummaryTree tree, Void nothing) {
    html.append(line(tree.getSummary()));
    return null;
  }

  @Override
  public Void visitSystemProperty(SystemPropertyTree tree, Void nothing) {
    return code(tree.getPropertyName().toString());
  }

  @Override
  public Void visitIndex(IndexTree tree, Void nothing) {
    tree.getSearchTerm().accept(this, null);
    return null;
  }

  @Override
  public Void visitSnippet(SnippetTree tree, Void nothing) {
    if (tree.getBody() != null) {
      html.append("<pre>").append(escaped(tree.getBody().getBody().stripIndent())).append("</pre>");
    }
    return null;
  }

  @Override
  public Void visitUnknownInlineTag(UnknownInlineTagTree tree, Void nothing) {
    tree.getContent().forEach(content -> content.accept(this, null));
    return null;
  }

  @Override
  public Void visitReturn(ReturnTree tree, Void nothing) {
    String what = line(tree.getDescription());
    if (tree.isInline()) {
      html.append("Returns ").append(what).append('.');
    } else {
      section("Returns", what);
    }
    return null;
  }

  @Override
  public Void visitParam(ParamTree tree, Void nothing) {
    String name = tree.getName().toString();
    String shown = tree.isTypeParameter() ? "&lt;" + name + "&gt;" : name;
    section(
        tree.isTypeParameter() ? "Type parameters" : "Parameters",
        "<code>" + shown + "</code> – " + line(tree.getDescription()));
    return null;
  }

  @Override
  public Void visitThrows(ThrowsTree tree, Void nothing) {
    section(
        "Throws",
        "<code>"
            + escaped(name(tree.getExceptionName()))
            + "</code> – "
            + line(tree.getDescription()));
    return null;
  }

  @Override
  public Void visitSince(SinceTree tree, Void nothing) {
    section("Since", line(tree.getBody()));
    return null;
  }

  @Override
  public Void visitDeprecated(DeprecatedTree tree, Void nothing) {
    section("Deprecated", line(tree.getBody()));
    return null;
  }

  @Override
  public Void visitSee(SeeTree tree, Void nothing) {
    section("See also", line(tree.getReference()));
    return null;
  }

  @Override
  public Void visitUnknownBlockTag(UnknownBlockTagTree tree, Void nothing) {
    String title = UNKNOWN_TAGS.get(tree.getTagName());
    if (title != null) {
      section(title, line(tree.getContent()));
    }
    return null;
  }

  /** Authors, versions and what concerns serialization alone say nothing to who calls. */
  @Override
  protected Void defaultAction(DocTree tree, Void nothing) {
    return null;
  }

  /** The first sentence of a description in HTML. */
  static String firstSentence(DocCommentTree comment) {
    return new CommentHtml(() -> "").line(comment.getFirstSentence());
  }
}
