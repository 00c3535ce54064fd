package dev.whiskbook.kernel.widget;

import tools.jackson.databind.node.ObjectNode;

/**
 * Which classes of a front end's packages hold a model and show it.
 *
 * @param name the model's class without its ending
 * @param style the model that says how it looks, for those that have one; else empty
 * @param isShown whether it has a place on the page, and so a layout
 */
record ModelType(
    String module, String version, String name, View view, String style, boolean isShown) {

  private static final String CONTROLS = "@jupyter-widgets/controls";
  private static final String BASE = "@jupyter-widgets/base";
  private static final String VERSION = "2.0.0"; // of both packages' models, since ipywidgets 8

  /** The class that shows it. */
  record View(String module, String version, String name) {}

  /** Where on the page a widget stands; its defaults are those of the front end. */
  static final ModelType LAYOUT =
      new ModelType(BASE, VERSION, "Layout", new View(BASE, VERSION, "LayoutView"), "", false);

  /** Outputs as those of a cell. */
  static final ModelType OUTPUT =
      new ModelType(
          "@jupyter-widgets/output",
          "1.0.0",
          "Output",
          new View("@jupyter-widgets/output", "1.0.0", "OutputView"),
          "",
          true);

  /** A control of the standard package, such as {@code IntSlider}. */
  static ModelType control(String name, String style) {
    return control(name, name, style);
  }

  /** A control whose view is not named as its model is. */
  static ModelType control(String name, String view, String style) {
    return new ModelType(
        CONTROLS, VERSION, name, new View(CONTROLS, VERSION, view + "View"), style, true);
  }

  /** How a control looks, such as {@code SliderStyle}. */
  static ModelType style(String name) {
    return new ModelType(CONTROLS, VERSION, name, new View(BASE, VERSION, "StyleView"), "", false);
  }

  /** Says it in the state of a model. */
  void describe(ObjectNode state) {
    state
        .put("_model_module", module)
        .put("_model_module_version", version)
        .put("_model_name", name + "Model")
        .put("_view_module", view.module())
        .put("_view_module_version", view.version())
        .put("_view_name", view.name());
  }
}
