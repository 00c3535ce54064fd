package dev.whiskbook.kernel.widget;

/** A line of text, which may have formulas in it: {@code $x^2$}. */
public final class Label extends Widget {

  private volatile String value;

  private Label(String value) {
    super(ModelType.control("Label", "LabelStyle"));
    this.value = value;
    model().set("value", NODES.stringNode(value));
  }

  /** One that says this. */
  public static Label of(String value) {
    return new Label(value);
  }

  /** What it says. */
  public String value() {
    return value;
  }

  /** Changes what it says. */
  public Label value(String changed) {
    model().set("value", NODES.stringNode(changed), () -> value = changed);
    return this;
  }

  @Override
  public String toString() {
    return value;
  }
}
