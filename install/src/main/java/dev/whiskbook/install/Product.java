package dev.whiskbook.install;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/**
 * A built Whiskbook: where its parts lie, and how each of its two JVMs is started.
 *
 * @param home the folder of {@code whiskbook.jar}; what else is in it, install/pom.xml says
 * @param javaHome the JDK that runs it
 */
public record Product(Path home, Path javaHome) {

  /**
   * The product whose code is running.
   *
   * @throws IllegalStateException if it does not run from its jar
   */
  public static Product running() {
    Path code;
    try {
      code = Path.of(Product.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The place of Whiskbook's code is no path.", e);
    }
    if (!code.getFileName().toString().endsWith(".jar")) {
      throw new IllegalStateException(
          "Whiskbook runs from " + code + ", not from its jar: start it with ./whiskbook.");
    }
    return new Product(code.getParent(), Path.of(System.getProperty("java.home")));
  }

  /** The command line of the kernel's JVM, up to and without its arguments. */
  public List<String> kernelCommand() {
    return List.of(
        java(),
        "@" + home.resolve("kernel.options"),
        "-XX:AOTCache=" + home.resolve("kernel.aot"),
        "-jar",
        home.resolve("whiskbook.jar").toString());
  }

  /** The command line of the embedded OpenWhisk's JVM, up to and without its arguments. */
  public List<String> standaloneCommand() {
    Path standalone = home.resolve("standalone");
    return List.of(
        java(),
        "@" + home.resolve("standalone.options"),
        "--upgrade-module-path=" + standalone.resolve("upgrade"),
        "-cp",
        standalone.resolve("lib") + "/*",
        "dev.whiskbook.standalone.Main");
  }

  private String java() {
    return javaHome.resolve("bin").resolve("java").toString();
  }
}
