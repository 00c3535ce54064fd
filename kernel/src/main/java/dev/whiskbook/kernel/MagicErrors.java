package dev.whiskbook.kernel;

import dev.whiskbook.kernel.jshell.Origin;
import dev.whiskbook.kernel.magic.MagicException;
import java.util.ArrayList;
import java.util.OptionalInt;

/** Turns what a magic, or the rendering of a value, threw into an error that points at its line. */
final class MagicErrors {

  private MagicErrors() {}

  static CellError describe(Throwable e, Origin origin) {
    String name = e.getClass().getName();
    String message = message(e);
    var traceback = new ArrayList<String>();
    traceback.add(
        Traceback.headline(e instanceof MagicException ? "Error" : simpleName(e), message));
    traceback.add(Traceback.place(origin.cell(), origin.line(), ""));
    traceback.add(Traceback.sourceLine(origin.line(), origin.textOf(origin.line())));
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (!message.contains(message(cause))) { // many messages quote their cause's
        traceback.add(
            "Caused by: " + Traceback.headline(cause.getClass().getName(), message(cause)));
      }
    }
    return new CellError(name, message, traceback, OptionalInt.of(origin.line()));
  }

  private static String simpleName(Throwable e) {
    return e.getClass().getSimpleName();
  }

  private static String message(Throwable e) {
    return e.getMessage() == null || e.getMessage().isBlank()
        ? e.getClass().getName()
        : e.getMessage();
  }
}
