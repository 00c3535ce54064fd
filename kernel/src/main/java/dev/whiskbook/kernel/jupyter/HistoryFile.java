package dev.whiskbook.kernel.jupyter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.CodingErrorAction;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * The cells of all sessions of a user, in a file that only the user can read: a JSON object a line,
 * appended under the lock of a file beside it, so that kernels share it. What is no such line is
 * passed over. Not thread-safe.
 */
final class HistoryFile {

  /** Where the file is more than this, the older half of its lines goes. */
  private static final long LIMIT_BYTES = 8L << 20;

  /** What is longer is code that was generated, and would drive out what was typed. */
  private static final int CELL_CHARS = 100_000;

  private final Path file;
  private final Path lockFile;
  private final long limitBytes;
  private int session;

  HistoryFile(Path file) {
    this(file, LIMIT_BYTES);
  }

  HistoryFile(Path file, long limitBytes) {
    this.file = file;
    this.limitBytes = limitBytes;
    lockFile = file.resolveSibling(file.getFileName() + ".lock");
  }

  /** The number of this session, from 1: one more than any in the file; 0 before its first cell. */
  int session() {
    return session;
  }

  /** Adds a cell of this session. */
  void append(int line, String source) throws IOException {
    if (source.length() > CELL_CHARS) {
      return;
    }
    prepare();
    synchronized (HistoryFile.class) { // a lock of a file holds between processes only
      appendLocked(line, source);
    }
  }

  private void appendLocked(int line, String source) throws IOException {
    try (FileChannel guard =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = guard.lock()) {
      if (session == 0) {
        session = 1 + read().stream().mapToInt(HistoryEntry::session).max().orElse(0);
      }
      append(new HistoryEntry(session, line, source, null));
      if (Files.size(file) > limitBytes) {
        dropOlderHalf();
      }
    }
  }

  private void append(HistoryEntry entry) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long end = out.size();
      var last = ByteBuffer.allocate(1);
      // A process that was killed may have left half a line.
      boolean broken = end > 0 && out.read(last, end - 1) == 1 && last.get(0) != '\n';
      byte[] json = Json.bytes(json(entry));
      var line = ByteBuffer.allocate(json.length + 2);
      if (broken) {
        line.put((byte) '\n');
      }
      line.put(json).put((byte) '\n').flip();
      while (line.hasRemaining()) {
        end += out.write(line, end);
      }
    }
  }

  private void dropOlderHalf() throws IOException {
    List<HistoryEntry> entries = read();
    Path kept = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(kept);
    Files.createFile(kept, privately("rw-------"));
    try (var out = Files.newOutputStream(kept)) {
      for (HistoryEntry entry : entries.subList(entries.size() / 2, entries.size())) {
        out.write(Json.bytes(json(entry)));
        out.write('\n');
      }
    }
    Files.move(kept, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** All cells in the file, those of other sessions that run among them; the oldest first. */
  List<HistoryEntry> read() throws IOException {
    var entries = new ArrayDeque<HistoryEntry>();
    var decoder =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
        var lines = new BufferedReader(Channels.newReader(in, decoder, -1))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        HistoryEntry entry = entry(line);
        if (entry != null) {
          entries.add(entry);
        }
      }
    } catch (NoSuchFileException e) {
      return List.of(); // no cell has been executed yet
    }
    return new ArrayList<>(entries);
  }

  private static ObjectNode json(HistoryEntry entry) {
    return Json.object()
        .put("session", entry.session())
        .put("line", entry.line())
        .put("source", entry.source());
  }

  private static HistoryEntry entry(String line) {
    try {
      ObjectNode json = Json.parse(line.getBytes(UTF_8), "line");
      return json.path("session").isInt()
              && json.path("line").isInt()
              && json.path("source").isString()
          ? new HistoryEntry(
              json.path("session").intValue(),
              json.path("line").intValue(),
              json.path("source").stringValue(),
              null)
          : null;
    } catch (MalformedMessageException e) {
      return null; // half a line, or somebody else's
    }
  }

  /** Makes file and folder, for their user alone. */
  private void prepare() throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, privately("rwx------"));
    }
    makePrivately(file);
    makePrivately(lockFile);
  }

  private void makePrivately(Path mine) throws IOException {
    try {
      if (Files.notExists(mine)) {
        Files.createFile(mine, privately("rw-------"));
      }
    } catch (FileAlreadyExistsException _) {
      // Another kernel was faster.
    }
  }

  private FileAttribute<?>[] privately(String permissions) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
