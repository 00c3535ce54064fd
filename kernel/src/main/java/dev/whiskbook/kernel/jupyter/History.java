package dev.whiskbook.kernel.jupyter;

import dev.whiskbook.kernel.CellRequest;
import dev.whiskbook.kernel.CellResult;
import dev.whiskbook.kernel.MimeBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The cells of this session and, where there is a file, of those before. One thread of its own
 * reads and writes the file, so that no cell waits for a disk; fields are that thread's.
 */
final class History implements AutoCloseable {

  /** Cells of this session that are kept in memory, with their outputs. */
  private static final int KEPT = 10_000;

  private final Optional<HistoryFile> file;
  private final ArrayDeque<HistoryEntry> mine = new ArrayDeque<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("jupyter-history").factory());
  private boolean failed;

  /**
   * @param file where cells are kept across sessions; in memory alone if it is empty
   */
  History(Optional<Path> file) {
    this.file = file.map(HistoryFile::new);
  }

  /** Adds a cell that has been executed; does not wait. */
  void add(CellRequest cell, CellResult result) {
    String output =
        result instanceof CellResult.Success success
            ? success.value().map(MimeBundle::plainText).orElse(null)
            : null;
    if (!thread.isShutdown()) {
      thread.execute(() -> add(result.executionCount(), cell.code(), output));
    }
  }

  private void add(int line, String source, String output) {
    file.filter(_ -> !failed)
        .ifPresent(
            shared -> {
              try {
                shared.append(line, source);
              } catch (IOException | UncheckedIOException e) {
                fail(e);
              }
            });
    if (mine.size() == KEPT) {
      mine.removeFirst();
    }
    mine.add(new HistoryEntry(number(), line, source, output));
  }

  /**
   * Asks about all cells, those of this session last, each with the number of its session.
   *
   * @throws IllegalStateException if the question itself fails
   */
  <T> T ask(Function<All, T> question) throws InterruptedException {
    try {
      return thread.submit(() -> question.apply(all())).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The history cannot be read: " + e.getCause(), e);
    }
  }

  /**
   * What there is.
   *
   * @param session the number of this session
   */
  record All(List<HistoryEntry> entries, int session) {}

  private All all() {
    int session = number();
    var entries = new ArrayList<HistoryEntry>();
    file.filter(_ -> !failed)
        .ifPresent(
            shared -> {
              try {
                shared.read().stream()
                    .filter(entry -> entry.session() != session)
                    .forEach(entries::add);
              } catch (IOException | UncheckedIOException e) {
                fail(e);
              }
            });
    entries.addAll(mine);
    return new All(entries, session);
  }

  /** 0, too, for a session whose first cell has not been stored: there is nothing of it yet. */
  private int number() {
    return failed ? 0 : file.map(HistoryFile::session).orElse(1);
  }

  private void fail(Exception e) {
    failed = true;
    Logs.LOG.log(
        System.Logger.Level.WARNING,
        () -> "The history is kept in memory alone, since its file cannot be used: " + e);
  }

  /** Writes what is to be written; waits some seconds at most. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(3, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
