package dev.whiskbook.kernel.widget;

/** Throws what the user's own code threw, as it is: it is the cell that has called it. */
final class Thrown {

  private Thrown() {}

  static void raise(Task task) {
    try {
      task.run();
    } catch (Throwable e) {
      throw Thrown.<RuntimeException>unchecked(e);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // erased: nothing is cast
  static <E extends Throwable> E unchecked(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
