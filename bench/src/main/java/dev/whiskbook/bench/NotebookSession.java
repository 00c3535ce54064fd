package dev.whiskbook.bench;

import dev.whiskbook.install.Product;
import dev.whiskbook.install.Sessions;
import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.CellRequest;
import dev.whiskbook.kernel.CellResult;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.Session;
import java.util.Optional;

/** A session as a notebook has it, over the embedded OpenWhisk, whose outputs nobody reads. */
final class NotebookSession implements AutoCloseable {

  private final Session session = Sessions.open(Product.running());

  /** Executes a cell and returns its seconds. */
  double time(String cell) {
    long start = System.nanoTime();
    run(cell);
    return (System.nanoTime() - start) / 1e9;
  }

  /**
   * Executes a cell.
   *
   * @return the text of its result, or an empty text
   * @throws IllegalStateException if it fails
   */
  String run(String cell) {
    return switch (session.execute(CellRequest.of(cell), CellOutput.NOWHERE)) {
      case CellResult.Success(int _, Optional<MimeBundle> value) ->
          value.map(MimeBundle::plainText).orElse("");
      case CellResult.Failure failure ->
          throw new IllegalStateException(String.join("\n", failure.error().traceback()));
    };
  }

  @Override
  public void close() {
    session.close();
  }
}
