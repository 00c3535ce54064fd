package dev.whiskbook.install;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    return standaloneCommand("-XX:AOTCache=" + home.resolve("standalone.aot"));
  }

  /** The same for a run at whose end the JVM writes its ahead-of-time cache into this file. */
  List<String> standaloneTraining(Path cache) {
    return standaloneCommand("-XX:AOTCacheOutput=" + cache);
  }

  /**
   * With the Java that the build has linked for it; where it could not, with that of the kernel.
   */
  private List<String> standaloneCommand(String cache) {
    Path standalone = home.resolve("standalone");
    Path linked = standalone.resolve("runtime").resolve("bin").resolve("java");
    String options = "@" + home.resolve("standalone.options");
    Path compiler = standalone.resolve("upgrade");
    List<String> command =
        new ArrayList<>(
            Files.isExecutable(linked)
                ? List.of(
                    linked.toString(),
                    options,
                    cache,
                    "--module-path=" + compiler,
                    "--add-modules=jdk.graal.compiler")
                : List.of(java(), options, "--upgrade-module-path=" + compiler));
    command.addAll(
        List.of("-cp", standalone.resolve("lib") + "/*", "dev.whiskbook.standalone.Main"));
    return List.copyOf(command);
  }

  private String java() {
    return javaHome.resolve("bin").resolve("java").toString();
  }
}
