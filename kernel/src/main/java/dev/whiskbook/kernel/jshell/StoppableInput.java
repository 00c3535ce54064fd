package dev.whiskbook.kernel.jshell;

import dev.whiskbook.kernel.Registration;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The input of a socket or a process, as cells have it: while a thread waits in it, a stop of the
 * thread's cell closes the source, for an interrupt does not reach it there.
 */
final class StoppableInput extends FilterInputStream {

  /** Ends a wait from another thread. */
  interface Closing {
    void close() throws IOException;
  }

  private final Closing source;

  StoppableInput(InputStream in, Closing source) {
    super(in);
    this.source = source;
  }

  /** Lets a stop of this thread's cell close something, until the registration is closed. */
  static Registration whileWaiting(Closing source) {
    CellContext cell = CellContext.currentOrNull();
    return cell == null
        ? () -> {}
        : cell.execution()
            .ifItStillWaits(
                () -> {
                  try {
                    source.close();
                  } catch (IOException e) {
                    // Then it cannot be waited for either.
                  }
                });
  }

  @Override
  public int read() throws IOException {
    try (Registration _ = whileWaiting(source)) {
      return in.read();
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try (Registration _ = whileWaiting(source)) {
      return in.read(bytes, offset, length);
    }
  }
}
