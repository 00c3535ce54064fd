package dev.whiskbook.kernel.widget;

/**
 * A bar that a cell or a handler fills. For a loop in a cell, {@code progress(…)} is simpler, and
 * is shown without widgets too.
 */
public final class IntProgress extends Widget {

  private final String description;
  private final int max;
  private volatile int value;

  private IntProgress(String description, int max) {
    super(ModelType.control("IntProgress", "Progress", "ProgressStyle"));
    this.description = description;
    this.max = max;
    model().set("description", NODES.stringNode(description));
    model().set("max", NODES.numberNode(max));
    model().set("value", NODES.numberNode(0));
  }

  /**
   * A bar that is empty.
   *
   * @param description what stands beside it
   * @param max how much fills it
   * @throws IllegalArgumentException if that is below 0
   */
  public static IntProgress of(String description, int max) {
    Numbers.checkBounds("IntProgress", description, 0, max);
    return new IntProgress(description, max);
  }

  /** How far it is filled. */
  public int value() {
    return value;
  }

  /**
   * Fills it so far.
   *
   * @throws IllegalArgumentException if that is below 0 or above its maximum
   */
  public IntProgress value(int filled) {
    int checked = Numbers.within("IntProgress", description, filled, 0, max);
    model().set("value", NODES.numberNode(checked), () -> value = checked);
    return this;
  }

  @Override
  public String toString() {
    return "%s%d of %d".formatted(description.isEmpty() ? "" : description + " = ", value, max);
  }
}
