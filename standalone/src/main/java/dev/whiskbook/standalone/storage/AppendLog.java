package dev.whiskbook.standalone.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A file of lines that only grows. {@link #append} returns when the line is on the disk; those who
 * come while the disk is busy share the next force. A line that was cut off, because the process
 * was killed while it wrote, was acknowledged to nobody and is removed when the file is opened.
 */
final class AppendLog implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final FileLock fileLock;

  /** Guards {@code end} and the writing. */
  private final ReentrantLock writing = new ReentrantLock();

  /** Guards {@code forced}; held while the disk is busy. */
  private final ReentrantLock forcing = new ReentrantLock();

  private volatile long end;
  private long forced;

  private AppendLog(Path file, FileChannel channel, FileLock fileLock) {
    this.file = file;
    this.channel = channel;
    this.fileLock = fileLock;
  }

  /**
   * Opens a file, made if it is not there, readable by its owner only.
   *
   * @throws IOException if it cannot be opened, or another process has it open
   */
  static AppendLog open(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new IOException("another server has " + file + " open");
    }
    return new AppendLog(file, channel, lock);
  }

  /** Reads all whole lines, oldest first, and makes ready to append after them. */
  void replay(Consumer<String> line) throws IOException {
    long length = wholeLines();
    channel.truncate(length);
    channel.position(0);
    var reader = new BufferedReader(Channels.newReader(channel, UTF_8));
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      line.accept(text);
    }
    channel.position(length);
    end = length;
    forced = length;
  }

  /** Length up to and including the last end of line. */
  private long wholeLines() throws IOException {
    long length = channel.size();
    var buffer = ByteBuffer.allocate(1 << 16);
    while (length > 0) {
      long from = Math.max(0, length - buffer.capacity());
      buffer.clear().limit((int) (length - from));
      while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
        // until the block is read
      }
      for (int i = buffer.position() - 1; i >= 0; i--) {
        if (buffer.get(i) == '\n') {
          return from + i + 1;
        }
      }
      length = from;
    }
    return 0;
  }

  /**
   * Appends a line and returns when it is on the disk.
   *
   * @throws IOException if it is not, for instance because the disk is full; then the file is as it
   *     was before
   */
  void append(String line) throws IOException {
    force(write(line));
  }

  /** Hands a line to the operating system: it survives the process, if not the machine. */
  long write(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(UTF_8));
    writing.lock();
    try {
      long start = end;
      try {
        long position = start;
        while (bytes.hasRemaining()) {
          position += channel.write(bytes, position);
        }
        end = position;
        return position;
      } catch (IOException e) {
        channel.truncate(start);
        throw e;
      }
    } finally {
      writing.unlock();
    }
  }

  private void force(long upTo) throws IOException {
    forcing.lock();
    try {
      if (forced < upTo) {
        long reached = end;
        channel.force(false);
        forced = reached;
      }
    } finally {
      forcing.unlock();
    }
  }

  /** Bytes in the file. */
  long size() {
    return end;
  }

  /** Writes a new file in place of {@code file}: whole, or not at all. */
  static void replace(Path file, List<String> lines) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(next);
    try (AppendLog log = open(next)) {
      log.replay(line -> {});
      long last = 0;
      for (String line : lines) {
        last = log.write(line);
      }
      log.force(last);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  Path file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    fileLock.release();
    channel.close();
  }
}
