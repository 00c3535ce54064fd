package dev.whiskbook.kernel;

/**
 * A library that joins in: it is found by {@link java.util.ServiceLoader} when its jar comes on the
 * class path of the cells, at the start or later by {@code %maven} and {@code %jars}, and is then
 * installed once. What it can add: renderers ({@link Session#renderers}), magics ({@link
 * Session#magics}), callbacks before and after cells ({@link Session#onCells}), message types
 * ({@link Session#messageTypes}), comm targets ({@link Session#comms}), and imports and
 * declarations ({@link Session#run}).
 *
 * <pre>{@code
 * public final class Charts implements Extension {
 *   public void install(Session session) throws Exception {
 *     session.renderers().register(Chart.class, chart -> MimeBundle.text(chart.title()));
 *     session.run("import org.example.charts.*;");
 *   }
 * }
 * }</pre>
 *
 * with a file {@code META-INF/services/dev.whiskbook.kernel.Extension} that names the class.
 */
public interface Extension {

  /**
   * Adds what the library has to offer. Called on a thread of the cell that brought the library.
   *
   * @throws Exception if that fails: it is shown in that cell, and the session goes on without
   */
  void install(Session session) throws Exception;
}
