package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.MagicCall;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Measures how long code of a cell runs. */
final class Stopwatch {

  private Stopwatch() {}

  /** Runs code; says the time also if it fails. */
  static Object time(MagicCall call, String code) throws Exception {
    long cpu = cpuNanos();
    long start = System.nanoTime();
    try {
      return call.session().run(code);
    } finally {
      long wall = System.nanoTime() - start;
      call.output().stream(
          StreamName.STDOUT,
          "Wall time: %s; CPU time of all threads: %s\n"
              .formatted(text(wall), text(cpuNanos() - cpu)));
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  private static String text(long nanos) {
    if (nanos < 1_000_000) {
      return String.format(Locale.ROOT, "%.1f µs", nanos / 1e3);
    }
    if (nanos < 1_000_000_000) {
      return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }
    if (nanos < 60_000_000_000L) {
      return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }
    return "%d min %d s".formatted(nanos / 60_000_000_000L, nanos / 1_000_000_000 % 60);
  }
}
