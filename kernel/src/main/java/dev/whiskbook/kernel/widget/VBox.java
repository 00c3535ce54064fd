package dev.whiskbook.kernel.widget;

import java.util.List;

/** Widgets one below the other. */
public final class VBox extends Box {

  private VBox(List<Widget> children) {
    super("VBox", "\n", children);
  }

  /** Widgets one below the other. */
  public static VBox of(Widget... children) {
    return new VBox(List.of(children));
  }
}
