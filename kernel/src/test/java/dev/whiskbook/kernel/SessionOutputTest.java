package dev.whiskbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where the text that cells print goes, whichever thread prints it. */
class SessionOutputTest extends OpenSession {

  @Test
  void linesOfSeveralThreadsAndOfBothStreamsStayWhole() {
    succeeds(
        """
        var threads = new ArrayList<Thread>();
        for (int t = 0; t < 8; t++) {
          int number = t;
          threads.add(Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 200; i++) {
              System.out.println("thread " + number + " says line " + i + " whole");
              System.err.println("and " + number + " says " + i);
            }
          }));
        }
        for (var t : threads) { t.join(); }
        """);
    assertEquals(1600, output.stdout().lines().count());
    assertTrue(
        output.stdout().lines().allMatch(line -> line.matches("thread \\d says line \\d+ whole")));
    assertTrue(output.stderr().lines().allMatch(line -> line.matches("and \\d says \\d+")));
  }

  @Test
  void parallelStreamsPrintIntoTheCellThatRunsThem() {
    String stream =
        "java.util.stream.IntStream.range(0, 40).parallel().forEach(i -> System.out.println(i));";
    for (int i = 0; i < 2; i++) {
      newOutput();
      succeeds(stream);
      assertEquals(40, output.stdout().lines().collect(Collectors.toSet()).size(), output.stdout());
    }
  }

  @Test
  void executorsAndVirtualThreadsPrintIntoTheirCell() {
    succeeds(
        """
        try (var pool = Executors.newFixedThreadPool(2); var virtual = Executors.newVirtualThreadPerTaskExecutor()) {
          pool.submit(() -> System.out.println("pool"));
          virtual.submit(() -> System.out.println("virtual"));
        }
        CompletableFuture.runAsync(() -> System.out.println("future")).join();
        """);
    assertEquals("[future, pool, virtual]", output.stdout().lines().sorted().toList().toString());
  }

  @Test
  void aHundredMegabytesAreTaken() {
    succeeds(
        "var block = \"x\".repeat(999_999) + \"\\n\";\nfor (int i = 0; i < 100; i++) { System.out.print(block); }");
    assertEquals(100_000_000, output.stdout().length());
  }
}
