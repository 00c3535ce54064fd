package dev.whiskbook.magics.experiment;

import java.util.List;
import java.util.Map;

/** What the heavy actions do. */
public enum Workload {
  /** Matrix multiplication, and binary trees. */
  CPU("matmul bintree"),
  /** The triad of STREAM over arrays. */
  MEMORY("memory"),
  /** A download. */
  NETWORK("download"),
  /** Many small files, written and read. */
  FILE("files");

  private final String names;

  Workload(String names) {
    this.names = names;
  }

  /** The programs that it is made of. */
  List<String> programs() {
    return List.of(names.split(" "));
  }

  /** Whether a container must let an action out: to the network, to files. */
  boolean needsProcess() {
    return this == NETWORK || this == FILE;
  }

  /** What a thousand, or a million, operations of a program are called. */
  static Unit unit(String program) {
    return UNITS.get(program);
  }

  /**
   * How a program's work is counted.
   *
   * @param operations what a second's worth is called
   * @param scale how many operations that is
   */
  record Unit(String title, String operations, double scale) {}

  private static final Map<String, Unit> UNITS =
      Map.of(
          "matmul", new Unit("matrix multiplication", "MFLOP/s", 1e6),
          "bintree", new Unit("binary trees", "M nodes/s", 1e6),
          "memory", new Unit("memory triad", "M elements/s", 1e6),
          "download", new Unit("download", "objects/s", 1),
          "files", new Unit("small files", "files/s", 1));
}
