package dev.whiskbook.kernel.jshell;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiskbook.kernel.CellInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lines of a {@link CellInput} as the bytes of a {@code System.in}, in UTF-8. A line is asked
 * for when the last one has been read, never before: a read returns what there is.
 */
public final class CellStdin extends InputStream {

  private final CellInput input;
  private final ReentrantLock reading = new ReentrantLock();

  /** What has been typed and not been read. Guarded by the lock, as is the next. */
  private byte[] line = new byte[0];

  private int next;

  public CellStdin(CellInput input) {
    this.input = input;
  }

  /** Where the lines come from. */
  public CellInput input() {
    return input;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    try {
      reading.lockInterruptibly();
      try {
        if (next == line.length && !ask()) {
          return -1;
        }
        int read = Math.min(length, line.length - next);
        System.arraycopy(line, next, bytes, offset, read);
        next += read;
        return read;
      } finally {
        reading.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The cell was interrupted while it read System.in.");
    }
  }

  private boolean ask() throws IOException, InterruptedException {
    Optional<String> answer = input.readLine("", false);
    answer.ifPresent(
        text -> {
          line = (text + "\n").getBytes(UTF_8);
          next = 0;
        });
    return answer.isPresent();
  }

  /** What can be read without asking. */
  @Override
  public int available() {
    reading.lock();
    try {
      return line.length - next;
    } finally {
      reading.unlock();
    }
  }

  /** Ends nothing: a cell that closes its Scanner would close the input of all cells after it. */
  @Override
  public void close() {}
}
