package dev.whiskbook.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Ray, Dask distributed and Lithops, in an environment of their own that is kept for the next time.
 */
record FanOutPeers(Path folder, Path script) {
  private static final List<String> PACKAGES = List.of("ray", "dask[distributed]", "lithops");

  /** Makes the environment if it is not there. */
  void install() throws IOException, InterruptedException {
    if (versions().size() == PACKAGES.size()) {
      return;
    }
    require(List.of("python3", "-m", "venv", "--clear", folder.toString()));
    List<String> pip =
        new ArrayList<>(
            List.of(python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"));
    pip.addAll(PACKAGES);
    require(pip);
  }

  /** The installed versions, such as {@code ray 2.52.1}. */
  List<String> versions() throws IOException, InterruptedException {
    if (!Files.isExecutable(Path.of(python()))) {
      return List.of();
    }
    Process list =
        new ProcessBuilder(python(), "-m", "pip", "list", "--format=freeze")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String text = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    list.waitFor();
    return text.lines()
        .filter(line -> line.matches("(ray|distributed|lithops)==.*"))
        .map(line -> line.replace("==", " "))
        .toList();
  }

  /** A peer that runs so many no-ops in each round. */
  Rounds rounds(String peer, int count, int workers) throws IOException {
    return new Rounds(List.of(python(), script.toString(), peer, "" + count, "" + workers));
  }

  private String python() {
    return folder.resolve("bin/python").toString();
  }

  private static void require(List<String> command) throws IOException, InterruptedException {
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException(
          "The peers cannot be installed: '%s' failed. Check Python 3 and the network."
              .formatted(String.join(" ", command)));
    }
  }
}
