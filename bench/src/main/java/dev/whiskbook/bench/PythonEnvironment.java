package dev.whiskbook.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A virtual environment that a benchmark makes for its peers and keeps for the next time.
 *
 * @param packages the names of what is installed, with _ for -
 */
record PythonEnvironment(Path folder, List<String> packages) {

  Path python() {
    return folder.resolve("bin/python");
  }

  /**
   * Makes the environment, or brings it to the newest versions; without network it stays.
   *
   * @throws IOException if something is missing then
   */
  void install() throws IOException, InterruptedException {
    if (!Files.isExecutable(python())) {
      require(
          run(List.of("python3", "-m", "venv", "--clear", folder.toString())), "python3 -m venv");
    }
    var pip = new ArrayList<>(List.of(python().toString(), "-m", "pip", "install", "--quiet"));
    pip.addAll(List.of("--disable-pip-version-check", "--upgrade"));
    pip.addAll(packages);
    int code = run(pip);
    if (code != 0 && versions().size() < packages.size()) {
      require(code, "pip install " + String.join(" ", packages));
    }
  }

  /** The installed versions of the packages, such as {@code ipykernel 7.4.0}. */
  List<String> versions() throws IOException, InterruptedException {
    Process list =
        new ProcessBuilder(python().toString(), "-m", "pip", "list", "--format=freeze")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String text = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    list.waitFor();
    return text.lines()
        .filter(line -> packages.contains(line.replaceFirst("==.*", "").replace('-', '_')))
        .map(line -> line.replace("==", " "))
        .toList();
  }

  private static int run(List<String> command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static void require(int code, String command) throws IOException {
    if (code != 0) {
      throw new IOException(
          "The peers cannot be installed: '"
              + command
              + "' failed. Check Python 3 and the network.");
    }
  }
}
