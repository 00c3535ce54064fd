package dev.whiskbook.kernel.widget;

import java.util.List;

/** Widgets side by side. */
public final class HBox extends Box {

  private HBox(List<Widget> children) {
    super("HBox", "  ", children);
  }

  /** Widgets side by side. */
  public static HBox of(Widget... children) {
    return new HBox(List.of(children));
  }
}
