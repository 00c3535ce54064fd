package dev.whiskbook.kernel.widget;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Widgets that are shown together. */
public abstract class Box extends Widget {

  private final String separator;
  private volatile List<Widget> children;

  Box(String name, String separator, List<Widget> children) {
    super(ModelType.control(name, ""));
    this.separator = separator;
    this.children = children;
  }

  /** What it shows, in order. */
  public final List<Widget> children() {
    return children;
  }

  /** Shows others instead. */
  final void setChildren(List<Widget> changed) {
    children = List.copyOf(changed);
    if (model().isOpen()) {
      model().set("children", references());
    }
  }

  @Override
  final void addReferences(ObjectNode state) {
    state.set("children", references());
  }

  private ArrayNode references() {
    ArrayNode references = NODES.arrayNode();
    children.forEach(child -> references.add(child.model().reference()));
    return references;
  }

  @Override
  public final String toString() {
    return children.stream().map(Widget::toString).collect(Collectors.joining(separator));
  }
}
