package dev.whiskbook.kernel;

import dev.whiskbook.kernel.jshell.JavaEvaluator;
import dev.whiskbook.kernel.jshell.Origin;
import dev.whiskbook.kernel.magic.MagicException;
import java.util.ArrayList;
import java.util.OptionalInt;

/** Turns what a magic, or the rendering of a value, threw into an error that points at its line. */
final class MagicErrors {

  private MagicErrors() {}

  /**
   * The error of a magic.
   *
   * @param java says where in the cells' Java code it came from, such as in a reducer
   */
  static CellError describe(Throwable e, Origin origin, JavaEvaluator java) {
    String message = message(e);
    var traceback = new ArrayList<String>();
    boolean explained = e instanceof MagicException; // says all there is to say, in a sentence
    String headline = explained ? "Error" : e.getClass().getSimpleName();
    traceback.add(Traceback.headline(headline, message));
    traceback.add(Traceback.place(origin.cell(), origin.line(), ""));
    traceback.add(Traceback.sourceLine(origin.line(), origin.textOf(origin.line())));
    traceback.addAll(java.places(explained ? root(e) : e, origin));
    Throwable cause = explained ? null : e.getCause();
    for (; cause != null; cause = cause.getCause()) {
      String name = className(cause);
      traceback.add("Caused by: " + Traceback.headline(name, message(cause)));
      traceback.addAll(java.places(cause, origin));
    }
    String name = explained ? e.getClass().getSimpleName() : className(e);
    return new CellError(name, message, traceback, OptionalInt.of(origin.line()));
  }

  private static Throwable root(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String message(Throwable e) {
    return e.getMessage() == null || e.getMessage().isBlank()
        ? className(e)
        : Traceback.withoutWrappers(e.getMessage());
  }

  private static String className(Throwable e) {
    return Traceback.withoutWrappers(e.getClass().getName());
  }
}
