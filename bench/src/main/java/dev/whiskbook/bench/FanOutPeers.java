package dev.whiskbook.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Ray, Dask distributed and Lithops, in an environment of their own that is kept for the next time.
 */
record FanOutPeers(Path folder, Path script) {
  private PythonEnvironment environment() {
    return new PythonEnvironment(folder, List.of("ray", "distributed", "lithops"));
  }

  /** Makes the environment, or brings it to the newest versions; without network it stays. */
  void install() throws IOException, InterruptedException {
    environment().install();
  }

  /** The installed versions, such as {@code ray 2.52.1}. */
  List<String> versions() throws IOException, InterruptedException {
    return environment().versions();
  }

  /** A peer that runs so many no-ops in each round. */
  Rounds rounds(String peer, int count, int workers) throws IOException {
    return new Rounds(
        List.of(
            environment().python().toString(), script.toString(), peer, "" + count, "" + workers));
  }
}
