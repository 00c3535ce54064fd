package dev.whiskbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an interrupt stops, and what is left afterwards. */
class SessionInterruptTest extends OpenSession {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) {}",
        "long s = 0; for (int i = 0; i < Integer.MAX_VALUE; i++) for (int j = 0; j < Integer.MAX_VALUE; j++) s += i ^ j; System.out.println(s);",
        "Thread.sleep(1_000_000);",
        "synchronized (this_) { this_.wait(); }",
        "lock.lock();",
        "new Semaphore(0).acquireUninterruptibly();",
        "new CompletableFuture<String>().join();",
        "new CountDownLatch(1).await();",
        "java.util.stream.LongStream.iterate(0, i -> i + 2).filter(i -> i < 0).findFirst();",
        "java.util.stream.LongStream.range(0, Long.MAX_VALUE).parallel().map(i -> i ^ 5).max();",
        "java.util.stream.IntStream.range(0, 100).parallel().forEach(i -> { try { Thread.sleep(100_000); } catch (InterruptedException e) { throw new RuntimeException(e); } });",
        "new java.io.PipedInputStream(new java.io.PipedOutputStream()).read();",
        "new java.net.ServerSocket(0).accept();",
        "var server = new java.net.ServerSocket(0); new java.net.Socket(\"127.0.0.1\", server.getLocalPort()).getInputStream().read();",
        "new ProcessBuilder(\"sleep\", \"1000\").start().getInputStream().read();",
        "var t = new Thread(() -> { while (true) {} }); t.start(); t.join();",
        "var t = Thread.startVirtualThread(() -> { try { Thread.sleep(1_000_000); } catch (InterruptedException e) {} }); while (t.isAlive()) { try { t.join(); } catch (InterruptedException e) {} }",
        "try (var pool = Executors.newFixedThreadPool(2)) { pool.submit(() -> { while (true) {} }); }",
        "try (var pool = Executors.newVirtualThreadPerTaskExecutor()) { pool.submit(() -> { Thread.sleep(1_000_000); return 1; }); }",
        "while (true) { try { Thread.sleep(1000); } catch (Throwable t) {} }"
      })
  void isStopped(String code) throws Exception {
    succeeds(
        "Object this_ = new Object();\nvar lock = new java.util.concurrent.locks.ReentrantLock();\n"
            + "var held = Thread.ofPlatform().daemon().start(() -> lock.lock());\nheld.join();");
    CellResult result = interruptWhenItPrints("{ System.out.print('.'); " + code + " }");
    assertEquals("Interrupted", failure(result).ename());
    assertEquals("", output.stderr());
    assertEquals("2", value("1 + 1"));
  }

  @Test
  void theThreadsThatACellStartedEndWithIt() throws Exception {
    succeeds("var started = new ArrayList<Thread>();");
    interruptWhenItPrints(
        """
        for (int i = 0; i < 2; i++) {
          started.add(Thread.ofPlatform().start(() -> { while (true) {} }));
          started.add(Thread.startVirtualThread(() -> { while (true) { try { Thread.sleep(10); } catch (InterruptedException e) {} } }));
        }
        System.out.print('.');
        while (true) {}
        """);
    succeeds("for (Thread t : started) { t.join(); }");
    assertEquals("true", value("started.stream().noneMatch(Thread::isAlive)"));
  }

  @Test
  void whatAnEarlierCellLeftRunningGoesOn() throws Exception {
    succeeds(
        "var stop = new CountDownLatch(1);\nvar background = Thread.ofPlatform().daemon().start(() -> { try { stop.await(); } catch (InterruptedException e) {} });");
    interruptWhenItPrints("{ System.out.print('.'); while (true) {} }");
    assertEquals("true", value("background.isAlive()"));
    succeeds("stop.countDown(); background.join();");
  }

  @Test
  void aSecondInterruptWhileTheFirstIsHandledIsHarmless() throws Exception {
    CompletableFuture<CellResult> result =
        start(
            "try { System.out.print('.'); Thread.sleep(1_000_000); } finally { System.out.print('!'); Thread.sleep(1_000_000); }");
    output.awaitText();
    session.interrupt();
    session.interrupt();
    assertEquals("Interrupted", failure(result.get(200, TimeUnit.SECONDS)).ename());
    session.interrupt();
    assertEquals("2", value("1 + 1"));
  }

  @Test
  @DisplayName("A cell that waits for a lock that nobody gives back is left behind, and says so")
  void aCellThatCannotBeStoppedIsLeftBehind() throws Exception {
    succeeds(
        "Object monitor = new Object();\nvar taken = new CountDownLatch(1);\n"
            + "var holder = Thread.ofPlatform().daemon().start(() -> { synchronized (monitor) { taken.countDown(); try { Thread.sleep(1_000_000); } catch (InterruptedException e) {} } });\ntaken.await();");
    CellResult result =
        interruptWhenItPrints("{ System.out.print('.'); synchronized (monitor) {} }");
    assertEquals("Interrupted", failure(result).ename());
    assertTrue(output.stderr().contains("it waits for a lock (synchronized)"), output.stderr());
    assertEquals("2", value("1 + 1"));
    succeeds("holder.interrupt();");
  }

  @Test
  void aToStringThatNeverReturnsIsStopped() throws Exception {
    CellResult result =
        interruptWhenItPrints(
            "new Object() { @Override public String toString() { System.out.print('.'); while (true) {} } }");
    assertEquals("Interrupted", failure(result).ename());
  }

  @Test
  void anInterruptRunsWhatWasRegisteredForIt() throws Exception {
    var cancelled = new CountDownLatch(1);
    CompletableFuture<CellResult> result =
        start("{ System.out.print('.'); Thread.sleep(1_000_000); }");
    output.awaitText();
    Registration closed =
        session.onInterrupt(
            () -> {
              throw new AssertionError("was closed");
            });
    closed.close();
    session.onInterrupt(cancelled::countDown);
    session.interrupt();
    assertTrue(cancelled.await(200, TimeUnit.SECONDS));
    assertEquals("Interrupted", failure(result.get(200, TimeUnit.SECONDS)).ename());
  }

  @Test
  void aStopLeavesNothingBehindInLaterCells() throws Exception {
    for (int i = 0; i < 3; i++) {
      output = new RecordedOutput();
      interruptWhenItPrints("{ System.out.print('.'); while (true) {} }");
      assertEquals(
          "499999500000",
          value("long sum = 0;\nfor (int k = 0; k < 1_000_000; k++) { sum += k; }\nsum"));
    }
    assertFalse(Thread.currentThread().isInterrupted());
  }

  private static CellError failure(CellResult result) {
    return assertInstanceOf(CellResult.Failure.class, result, result::toString).error();
  }
}
