package dev.whiskbook.kernel.jshell;

import dev.whiskbook.kernel.StreamName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends {@code System.out} and {@code System.err} to the cell that the printing thread belongs to,
 * and lets {@code System.in} read the input of the reading thread's cell. What is printed or read
 * before any cell has run goes where it always went.
 */
public final class CellStreams {

  private static final AtomicBoolean installed = new AtomicBoolean();

  private CellStreams() {}

  /** Takes over the three streams of this JVM, once. */
  public static void install() {
    if (installed.compareAndSet(false, true)) {
      System.setOut(stream(StreamName.STDOUT, System.out));
      System.setErr(stream(StreamName.STDERR, System.err));
      // IO.readln decodes by this property, which follows the locale; CellStdin is in UTF-8.
      System.setProperty("stdin.encoding", "UTF-8");
      System.setIn(new FromCell(System.in));
      Thread.setDefaultUncaughtExceptionHandler(CellStreams::uncaught);
    }
  }

  /** A thread of a cell ended by an exception: that it was stopped is not worth a word. */
  private static void uncaught(Thread thread, Throwable e) {
    if (!(e instanceof CellStopped)) {
      System.err.print("Exception in thread \"" + thread.getName() + "\" ");
      e.printStackTrace();
    }
  }

  private static PrintStream stream(StreamName name, PrintStream original) {
    return new CellPrintStream(new ToCell(name, original));
  }

  /** Decodes what a PrintStream writes; the PrintStream lets one thread in at a time. */
  private static final class ToCell extends OutputStream {
    private final StreamName name;
    private final PrintStream original;
    private final CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer undecoded = ByteBuffer.allocate(0);

    ToCell(StreamName name, PrintStream original) {
      this.name = name;
      this.original = original;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      CellContext cell = CellContext.currentOrNull();
      if (cell == null) {
        original.write(bytes, offset, length);
        return;
      }
      String text = decode(bytes, offset, length);
      if (!text.isEmpty()) {
        cell.output().stream(name, text);
      }
    }

    @Override
    public void flush() {
      if (CellContext.currentOrNull() == null) {
        original.flush();
      }
    }

    /** A character may come in two writes: its first bytes wait for the rest. */
    private String decode(byte[] bytes, int offset, int length) {
      ByteBuffer in =
          ByteBuffer.allocate(undecoded.remaining() + length)
              .put(undecoded)
              .put(bytes, offset, length)
              .flip();
      CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
      decoder.decode(in, out, false);
      undecoded = in.slice();
      return out.flip().toString();
    }
  }

  /** Reads from the cell of the thread that reads. */
  private static final class FromCell extends InputStream {
    private final InputStream original;

    FromCell(InputStream original) {
      this.original = original;
    }

    private InputStream stdin() {
      CellContext cell = CellContext.currentOrNull();
      return cell == null ? original : cell.stdin();
    }

    @Override
    public int read() throws IOException {
      return stdin().read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return stdin().read(bytes, offset, length);
    }

    @Override
    public int available() throws IOException {
      return stdin().available();
    }

    @Override
    public void close() {}
  }
}
