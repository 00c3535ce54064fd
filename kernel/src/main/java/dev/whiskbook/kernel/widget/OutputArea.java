package dev.whiskbook.kernel.widget;

import dev.whiskbook.kernel.MimeBundle;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows a value as a widget. The model can also catch what is published under a message's name, for
 * which it has to be told at the right moment; this sets its outputs, which needs no such thing.
 */
final class OutputArea extends Widget {

  private volatile String text = "";

  OutputArea() {
    super(ModelType.OUTPUT);
  }

  /** Shows this instead of what it shows. */
  void show(MimeBundle bundle) {
    text = bundle.plainText();
    ObjectNode output = NODES.objectNode().put("output_type", "display_data");
    output.putObject("data").setAll(bundle.data());
    output.putObject("metadata").setAll(bundle.metadata());
    model().set("outputs", NODES.arrayNode().add(output));
  }

  @Override
  public String toString() {
    return text;
  }
}
