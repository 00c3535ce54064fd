package dev.whiskbook.kernel;

import dev.whiskbook.kernel.magic.Magics;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A live JShell session with magics: executes cells, keeps their variables, answers what an editor
 * asks. It knows no sockets; the Jupyter kernel and the headless runner are fronts over it. One
 * cell runs at a time; {@link #interrupt}, {@link #complete} and {@link #inspect} may be called
 * from other threads meanwhile.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Session implements AutoCloseable {

  private Session() {}

  /** A session with the standard imports and no magics of its own, to be configured. */
  public static Builder builder() {
    return new Builder();
  }

  /** What a session starts with. */
  public static final class Builder {
    private Builder() {}

    /** The magics that its cells may use. */
    public Builder magics(Magics magics) {
      return this;
    }

    /**
     * Java code that runs before the first cell, lazily: imports and declarations, a snippet each.
     */
    public Builder startup(List<String> snippets) {
      return this;
    }

    /** Jars and folders that cells may import from, beyond this JVM's own class path. */
    public Builder classPath(List<Path> entries) {
      return this;
    }

    /** How values are shown. */
    public Builder renderers(Renderers renderers) {
      return this;
    }

    public Session open() {
      return new Session();
    }
  }

  /** Executes a cell and waits until it has ended; never throws for what the cell does. */
  public CellResult execute(CellRequest request, CellOutput output) {
    throw new UnsupportedOperationException(request + " " + output);
  }

  /**
   * Stops the running cell, if any: its loops, sleeps, waits and magics. Returns at once; {@link
   * #execute} returns when the cell has stopped, or has been given up after 2 s.
   */
  public void interrupt() {
    throw new UnsupportedOperationException();
  }

  /** The number of the last counted cell; 0 before the first. */
  public int executionCount() {
    throw new UnsupportedOperationException();
  }

  /** What could stand at the cursor, a position in code points. */
  public Completions complete(String code, int cursor) {
    throw new UnsupportedOperationException(code + cursor);
  }

  /**
   * What is known about the thing at the cursor.
   *
   * @param cursor a position in code points
   * @param detailLevel 0 for its signature and summary, 1 for all that is known
   */
  public Optional<MimeBundle> inspect(String code, int cursor, int detailLevel) {
    throw new UnsupportedOperationException(code + cursor + detailLevel);
  }

  /** Whether code is a whole cell, the beginning of one, or wrong in any case. */
  public Completeness isComplete(String code) {
    throw new UnsupportedOperationException(code);
  }

  /**
   * Evaluates a Java expression out of sight of the cells: no {@code $n}, no output. For magics
   * that take names of variables, methods and expressions.
   *
   * @return its value, a live object or null
   * @throws EvaluationException if it does not compile, or throws
   */
  public Object evaluate(String expression) throws EvaluationException {
    throw new UnsupportedOperationException(expression);
  }

  /** The session's methods of this name, newest last; empty if there is none. */
  public List<MethodSignature> methods(String name) {
    throw new UnsupportedOperationException(name);
  }

  /**
   * The declared type of a variable of the session, as source text, such as {@code List<String>}.
   */
  public Optional<String> variableType(String name) {
    throw new UnsupportedOperationException(name);
  }

  /** The ways in which values are shown, to which renderers can be added. */
  public Renderers renderers() {
    throw new UnsupportedOperationException();
  }

  /** Ends the session: stops the running cell and frees the compiler. */
  @Override
  public void close() {}
}
