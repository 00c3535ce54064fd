package dev.whiskbook.whisk.internal.journal;

import dev.whiskbook.whisk.WhiskException;
import dev.whiskbook.whisk.WhiskException.Problem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The one file and its one connection, opened at the first use. Write-ahead logging lets several
 * programs use the file at once; what was committed survives the end of this process in any way,
 * and, but for the last moments, a power failure (synchronous=NORMAL).
 */
public final class JournalFile implements AutoCloseable {

  /** Something that is done with the connection, in one transaction. */
  @FunctionalInterface
  public interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  private static final int BUSY_MS = 10_000;

  private final Path path;
  private final ReentrantLock lock = new ReentrantLock();
  // Guarded by the lock; null until the first use and after close.
  private Connection connection;
  // Those of the connection that are used again and again; guarded by the lock.
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  /** A journal in this file, which is made when it is first needed. */
  public JournalFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Reads, in a transaction of its own. */
  public <T> T read(Work<T> work) {
    return transaction("BEGIN", work);
  }

  /** Writes, in a transaction that waits for other writers first. */
  public <T> T write(Work<T> work) {
    return transaction("BEGIN IMMEDIATE", work);
  }

  private <T> T transaction(String begin, Work<T> work) {
    lock.lock();
    try {
      Connection opened = opened();
      prepared(begin).execute();
      try {
        T result = work.with(opened);
        prepared("COMMIT").execute();
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(e);
        throw e;
      }
    } catch (SQLException e) {
      throw trouble(e);
    } finally {
      lock.unlock();
    }
  }

  /** SQLite may have rolled back by itself, for instance when the disk is full. */
  private void rollBack(Exception cause) {
    try {
      prepared("ROLLBACK").execute();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** A statement that is parsed once; for use within a transaction, and not to be closed. */
  PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    return statement;
  }

  private Connection opened() throws SQLException {
    if (connection == null) {
      try {
        connection = open();
      } catch (SQLException e) {
        if (!isDamage(e)) {
          throw e;
        }
        setAside(e);
        connection = open();
      }
    }
    return connection;
  }

  private Connection open() throws SQLException {
    makePrivate();
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MS);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    Connection opened = config.createConnection("jdbc:sqlite:" + path);
    try {
      Schema.create(opened);
      return opened;
    } catch (SQLException e) {
      opened.close();
      throw e;
    }
  }

  /** Arguments and results may be confidential, and SQLite's other files get the same rights. */
  private void makePrivate() {
    try {
      Files.createDirectories(path.getParent());
      Files.createFile(path, ownerOnly());
    } catch (FileAlreadyExistsException _) {
      // As it should be, from the second time on.
    } catch (IOException e) {
      throw new WhiskException(
          Problem.JOURNAL,
          "The journal of runs cannot be made at %s: %s. WHISKBOOK_JOURNAL may name another file."
              .formatted(path, e),
          e);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    Set<PosixFilePermission> rights = PosixFilePermissions.fromString("rw-------");
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)};
  }

  /** A damaged file is kept, beside the new one: someone may mend it, or read what is left. */
  private void setAside(SQLException why) {
    Path aside =
        path.resolveSibling(
            "%s.damaged-%d".formatted(path.getFileName(), Instant.now().toEpochMilli()));
    try {
      Files.move(path, aside);
      Files.deleteIfExists(path.resolveSibling(path.getFileName() + "-wal"));
      Files.deleteIfExists(path.resolveSibling(path.getFileName() + "-shm"));
    } catch (IOException e) {
      why.addSuppressed(e);
      throw trouble(why);
    }
    System.getLogger(JournalFile.class.getName())
        .log(
            System.Logger.Level.WARNING,
            "The journal of runs {0} is damaged; it was kept as {1}, and a new one begun.",
            path,
            aside);
  }

  private static boolean isDamage(SQLException e) {
    return e instanceof SQLiteException s
        && (s.getResultCode() == SQLiteErrorCode.SQLITE_CORRUPT
            || s.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB);
  }

  private WhiskException trouble(SQLException e) {
    SQLiteErrorCode code =
        e instanceof SQLiteException s ? s.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
    String what =
        switch (code) {
          case SQLITE_FULL -> "the disk is full";
          case SQLITE_BUSY, SQLITE_BUSY_SNAPSHOT, SQLITE_LOCKED ->
              "another program has held it for %d s".formatted(BUSY_MS / 1000);
          case SQLITE_CORRUPT, SQLITE_NOTADB ->
              "it is damaged; it will be set aside when it is next opened";
          case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM -> "it may not be written";
          default -> e.getMessage();
        };
    return new WhiskException(
        Problem.JOURNAL, "The journal of runs, %s: %s.".formatted(path, what), e);
  }

  /** Closes the file; it opens again if it is used again. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (connection != null) {
        statements.clear();
        connection.close();
        connection = null;
      }
    } catch (SQLException e) {
      throw trouble(e);
    } finally {
      lock.unlock();
    }
  }
}
