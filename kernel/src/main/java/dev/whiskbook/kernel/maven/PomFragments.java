package dev.whiskbook.kernel.maven;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;

/**
 * Makes a POM of what people paste: a whole {@code <project>}, or loose {@code <dependency>},
 * {@code <repository>} and the like.
 */
public final class PomFragments {

  private static final List<String> DEFAULTS =
      List.of("modelVersion=4.0.0", "groupId=cell", "artifactId=cell", "version=1");

  private PomFragments() {}

  /**
   * A POM as text.
   *
   * @throws MavenException if it is no XML; the message says the line
   */
  public static String toPom(String xml) throws MavenException {
    Document given = parse(xml);
    Element root = given.getDocumentElement();
    Element only = onlyElement(root);
    if (only != null && only.getTagName().equals("project")) {
      return xml;
    }
    Document pom = parse("");
    Element project = (Element) pom.renameNode(pom.getDocumentElement(), null, "project");
    for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        switch (element.getTagName()) {
          case "dependency" ->
              child(project, "dependencies").appendChild(pom.importNode(element, true));
          case "repository" ->
              child(project, "repositories").appendChild(pom.importNode(element, true));
          case "dependencies", "repositories" -> {
            Element parent = child(project, element.getTagName());
            for (Node c = element.getFirstChild(); c != null; c = c.getNextSibling()) {
              parent.appendChild(pom.importNode(c, true));
            }
          }
          default -> project.appendChild(pom.importNode(element, true));
        }
      }
    }
    for (String value : DEFAULTS) {
      String[] parts = value.split("=", 2);
      if (find(project, parts[0]) == null) {
        child(project, parts[0]).setTextContent(parts[1]);
      }
    }
    return text(pom);
  }

  private static Element onlyElement(Element root) {
    Element only = null;
    for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        if (only != null) {
          return null;
        }
        only = element;
      }
    }
    return only;
  }

  private static Element find(Element parent, String name) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        return element;
      }
    }
    return null;
  }

  private static Element child(Element parent, String name) {
    Element found = find(parent, name);
    if (found != null) {
      return found;
    }
    Element made = parent.getOwnerDocument().createElement(name);
    parent.appendChild(made);
    return made;
  }

  /** The fragments under one root. An XML declaration before them is dropped. */
  private static Document parse(String xml) throws MavenException {
    String body = xml.strip().replaceFirst("^<\\?xml[^>]*\\?>", "");
    try {
      var factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(
          new InputSource(new StringReader("<fragments>" + body + "</fragments>")));
    } catch (SAXParseException e) {
      throw new MavenException(
          "This is no XML of a POM: line " + e.getLineNumber() + ": " + e.getMessage(), e);
    } catch (Exception e) {
      throw new MavenException("This is no XML of a POM: " + e.getMessage(), e);
    }
  }

  private static String text(Document document) throws MavenException {
    try {
      var transformer = TransformerFactory.newDefaultInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      var text = new StringWriter();
      transformer.transform(new DOMSource(document), new StreamResult(text));
      return text.toString();
    } catch (TransformerException e) {
      throw new MavenException("The POM cannot be written: " + e.getMessage(), e);
    }
  }
}
