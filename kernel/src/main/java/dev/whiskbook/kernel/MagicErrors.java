package dev.whiskbook.kernel;

import dev.whiskbook.kernel.jshell.JavaEvaluator;
import dev.whiskbook.kernel.jshell.Origin;
import dev.whiskbook.kernel.magic.MagicException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Turns what a magic, the rendering of a value or a callback threw into an error that points at its
 * line.
 */
final class MagicErrors {

  private MagicErrors() {}

  /**
   * The error of a magic.
   *
   * @param place the line of the cell where it stands, if one does
   * @param java says where in the cells' Java code it came from, such as in a reducer
   */
  static CellError describe(Throwable e, Optional<Origin> place, JavaEvaluator java) {
    String message = message(e);
    var traceback = new ArrayList<String>();
    boolean explained = e instanceof MagicException; // says all there is to say, in a sentence
    String headline = explained ? "Error" : e.getClass().getSimpleName();
    traceback.add(Traceback.headline(headline, message));
    Origin origin = place.orElse(Origin.HIDDEN);
    if (place.isPresent()) {
      traceback.add(Traceback.place(origin.cell(), origin.line(), ""));
      traceback.add(Traceback.sourceLine(origin.line(), origin.textOf(origin.line())));
    }
    traceback.addAll(java.places(explained ? root(e) : e, origin));
    Throwable cause = explained ? null : e.getCause();
    for (; cause != null; cause = cause.getCause()) {
      String name = className(cause);
      traceback.add("Caused by: " + Traceback.headline(name, message(cause)));
      traceback.addAll(java.places(cause, origin));
    }
    String name = explained ? e.getClass().getSimpleName() : className(e);
    OptionalInt line = place.isPresent() ? OptionalInt.of(origin.line()) : OptionalInt.empty();
    return new CellError(name, message, traceback, line);
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
