package dev.whiskbook.kernel;

import dev.whiskbook.kernel.jshell.CellContext;
import dev.whiskbook.kernel.jshell.CellExit;
import dev.whiskbook.kernel.jshell.CellStopped;
import dev.whiskbook.kernel.jshell.JavaEvaluator;
import dev.whiskbook.kernel.jshell.Origin;
import dev.whiskbook.kernel.jshell.SnippetException;
import dev.whiskbook.kernel.jshell.Value;
import dev.whiskbook.kernel.magic.CellParser;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicRunner;
import dev.whiskbook.kernel.magic.MagicValues;
import dev.whiskbook.kernel.magic.Magics;
import dev.whiskbook.kernel.magic.Segment;
import java.util.Optional;

/** One execution of one cell: its parts in order, until the first that fails. */
final class CellRun {

  private final Session session;
  private final JavaEvaluator java;
  private final MagicRunner magics;
  private final CellContext cell;

  CellRun(Session session, JavaEvaluator java, MagicRunner magics, CellContext cell) {
    this.session = session;
    this.java = java;
    this.magics = magics;
    this.cell = cell;
  }

  CellResult run(CellRequest request, int count) {
    int line = 1;
    try {
      Value value = Value.NONE;
      for (Segment segment : CellParser.parse(request.code())) {
        line = segment.line();
        value = run(segment, new Origin(count, segment.line(), request.code()));
      }
      return new CellResult.Success(count, request.silent() ? Optional.empty() : rendered(value));
    } catch (SnippetException e) {
      if (e.getCause() instanceof CellExit exit) {
        session.askedToExit(exit.status());
      }
      return failed(count, e.error());
    } catch (CellStopped e) {
      return failed(count, CellError.interrupted(""));
    } catch (Throwable e) { // magics and renderers are other people's code
      return failed(count, error(e, new Origin(count, line, request.code())));
    }
  }

  /**
   * Runs code as part of the cell.
   *
   * @return the value of its last expression, an object or null
   * @throws Throwable what the code threw
   */
  Object runWithin(String code, int count) throws Throwable {
    Value value = Value.NONE;
    for (Segment segment : CellParser.parse(code)) {
      value = run(segment, new Origin(count, segment.line(), code));
    }
    return value.object();
  }

  private Value run(Segment segment, Origin origin) throws Throwable {
    return switch (segment) {
      case Segment.Java(String source, int _) -> java.evaluateAll(source, origin, cell);
      case Segment.LineMagic magic -> {
        Magics.Entry entry =
            InfoMagic.entry(magic.name())
                .orElseGet(() -> magics.find(Magics.Kind.LINE, magic.name()));
        boolean valueWanted = magic.declaration().isPresent();
        var call = new MagicCall(session, cell.output(), "", magic.line(), valueWanted);
        Object value = run(entry, magic.arguments(), call);
        if (magic.declaration().isEmpty()) {
          yield value == null ? Value.NONE : Value.of(value);
        }
        String declaration =
            MagicValues.declare(magic.declaration().get(), value, entry.valueType());
        java.evaluateAll(declaration, origin, cell);
        yield Value.NONE;
      }
      case Segment.CellMagic magic -> {
        Magics.Entry entry = magics.find(Magics.Kind.CELL, magic.name());
        var call = new MagicCall(session, cell.output(), magic.body(), magic.line(), false);
        Object value = run(entry, magic.arguments(), call);
        yield value == null ? Value.NONE : Value.of(value);
      }
    };
  }

  private Object run(Magics.Entry entry, String arguments, MagicCall call) throws Throwable {
    return cell.execution().call(() -> magics.run(entry, arguments, call));
  }

  /**
   * Rendering runs the user's {@code toString}: on a thread of the cell, so that it can be stopped.
   */
  private Optional<MimeBundle> rendered(Value value) throws Throwable {
    if (!value.present() || cell.isLastDisplayed(value.object())) {
      return Optional.empty();
    }
    if (value.object() instanceof Picture picture) {
      cell.execution().call(() -> shown(picture));
      return Optional.empty();
    }
    return Optional.of(cell.execution().call(() -> session.renderers().render(value.object())));
  }

  private Void shown(Picture picture) {
    session.renderers().show(picture, cell.output());
    return null;
  }

  private CellResult failed(int count, CellError error) {
    if (cell.execution().isAbandoned()) {
      cell.output().stream(
          StreamName.STDERR,
          "The cell's code does not stop: "
              + cell.execution().abandonedIn()
              + ". It was left behind on its thread and may go on in the background; the session can be used.\n");
    }
    return new CellResult.Failure(count, error);
  }

  private CellError error(Throwable e, Origin origin) {
    if (cell.execution().isStopping()
        && (e instanceof InterruptedException || e instanceof CellStopped)) {
      return CellError.interrupted(e.getMessage());
    }
    return MagicErrors.describe(e, Optional.of(origin), java);
  }
}
