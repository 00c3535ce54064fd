package dev.whiskbook.kernel.widget;

/** HTML that can be changed. */
public final class HTML extends Widget {

  private volatile String value;

  private HTML(String value) {
    super(ModelType.control("HTML", "HTMLStyle"));
    this.value = value;
    model().set("value", NODES.stringNode(value));
  }

  /** One that says this. */
  public static HTML of(String value) {
    return new HTML(value);
  }

  /** What it says. */
  public String value() {
    return value;
  }

  /** Changes what it says. */
  public HTML value(String changed) {
    model().set("value", NODES.stringNode(changed), () -> value = changed);
    return this;
  }

  @Override
  public String toString() {
    return value;
  }
}
