package dev.whiskbook.install;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The embedded OpenWhisk as the module standalone packages it in the same build. */
final class PackagedStandalone {

  private PackagedStandalone() {}

  /** The command line that starts it, as the product does. */
  static List<String> command() {
    Path standalone = Path.of("../standalone/target/dist");
    assertTrue(
        Files.isDirectory(standalone.resolve("lib")), "standalone is not packaged: mvn verify");
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "@src/main/dist/standalone.options",
        "--upgrade-module-path=" + standalone.resolve("upgrade"),
        "-cp",
        standalone.resolve("lib") + "/*",
        "dev.whiskbook.standalone.Main",
        "--child");
  }
}
