package dev.whiskbook.kernel;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A session for the tests of a class, and the ways in which they read it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
abstract class OpenSession {

  Session session;
  RecordedOutput output;

  @BeforeAll
  void open() {
    session = builder().open();
  }

  @BeforeEach
  void newOutput() {
    output = new RecordedOutput();
  }

  @AfterAll
  void close() {
    session.close();
  }

  Session.Builder builder() {
    return Session.builder()
        .imports("java.util.*", "java.util.concurrent.*", "static dev.whiskbook.kernel.Display.*");
  }

  CellResult execute(String code) {
    return session.execute(CellRequest.of(code), output);
  }

  String value(String code) {
    return succeeds(code).value().orElseThrow().plainText();
  }

  CellResult.Success succeeds(String code) {
    CellResult result = execute(code);
    return assertInstanceOf(CellResult.Success.class, result, result::toString);
  }

  CellError error(String code) {
    CellResult result = execute(code);
    return assertInstanceOf(CellResult.Failure.class, result, result::toString).error();
  }

  /** An error's lines without their colours. */
  static String plain(CellError error) {
    return String.join("\n", error.traceback()).replaceAll("\u001b\\[[0-9;]*m", "");
  }

  /** Executes a cell on a thread of its own. */
  CompletableFuture<CellResult> start(String code) {
    return CompletableFuture.supplyAsync(
        () -> execute(code), task -> Thread.ofPlatform().start(task));
  }

  /** Executes a cell and interrupts it once it has printed something. */
  CellResult interruptWhenItPrints(String code) throws Exception {
    CompletableFuture<CellResult> result = start(code);
    output.awaitText();
    session.interrupt();
    return result.get(200, TimeUnit.SECONDS);
  }
}
