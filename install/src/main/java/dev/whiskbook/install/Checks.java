package dev.whiskbook.install;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What doctor looks at, without starting anything that takes longer than an eye's blink. */
final class Checks {

  private static final int MIN_JDK = 25;
  private static final long MIN_FREE_BYTES = 1L << 30;
  private static final long MIN_HEAP_BYTES = 1L << 30;

  private final Product product;
  private final Map<String, String> environment;

  Checks(Product product, Map<String, String> environment) {
    this.product = product;
    this.environment = environment;
  }

  List<Check> all() {
    return List.of(
        jdk(), maven(), startUp(), memory(), disk(), loopback(), python(), jupyter(), kernelSpec());
  }

  private Check jdk() {
    String found = Runtime.version() + " in " + product.javaHome();
    return Runtime.version().feature() == MIN_JDK
        ? Check.ok("JDK", found)
        : Check.optional(
            "JDK",
            found,
            "Actions run compiled on JDK 25 for certain; if the embedded OpenWhisk warns about its compiler, set JAVA_HOME to a JDK 25.");
  }

  private Check maven() {
    return onPath("mvn")
        .map(mvn -> Check.ok("Maven", mvn.toString()))
        .orElse(
            Check.optional(
                "Maven",
                "not on the PATH",
                "Install it (apt install maven, brew install maven) to build again after a change."));
  }

  private Check startUp() {
    List<String> missing =
        Stream.of("kernel.aot", "notebook.aot", "standalone.aot")
            .filter(cache -> !Files.exists(product.home().resolve(cache)))
            .toList();
    return missing.isEmpty()
        ? Check.ok("ahead-of-time caches", "in place")
        : Check.optional(
            "ahead-of-time caches",
            "missing: " + String.join(", ", missing),
            "Kernel or embedded OpenWhisk start more slowly; say ./whiskbook run after removing .whiskbook/dist to make them again.");
  }

  private static Check memory() {
    // By default, a JVM takes up to a quarter of the machine; the embedded OpenWhisk is a second.
    long heap = Runtime.getRuntime().maxMemory();
    String found = (heap >> 20) + " MB for each of the two JVMs";
    return heap >= MIN_HEAP_BYTES
        ? Check.ok("memory", found)
        : Check.optional(
            "memory",
            found,
            "Few containers fit in: use fewer or smaller actions, or a machine of 4 GB.");
  }

  private Check disk() {
    try {
      long free = Files.getFileStore(product.home()).getUsableSpace();
      String found = (free >> 20) + " MB free beside " + product.home();
      return free >= MIN_FREE_BYTES
          ? Check.ok("disk", found)
          : Check.problem("disk", found, "Builds and the journals of runs need 1 GB: make room.");
    } catch (IOException e) {
      return Check.problem(
          "disk", e.toString(), "Check the permissions of " + product.home() + ".");
    }
  }

  private static Check loopback() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Check.ok("loopback", "ports can be opened, such as " + socket.getLocalPort());
    } catch (IOException e) {
      return Check.problem(
          "loopback",
          e.toString(),
          "The kernel and the embedded OpenWhisk listen on 127.0.0.1: let them, in the sandbox or firewall.");
    }
  }

  private Check python() {
    return onPath("python3")
        .map(python -> Check.ok("Python", python.toString()))
        .orElse(
            Check.optional(
                "Python",
                "no python3 on the PATH",
                "Install Python 3 for JupyterLab and for ./whiskbook test; ./whiskbook run needs none."));
  }

  private Check jupyter() {
    return onPath("jupyter")
        .map(jupyter -> Check.ok("Jupyter", jupyter.toString()))
        .orElse(
            Check.optional(
                "Jupyter",
                "not on the PATH",
                "For notebooks in the browser: pip install jupyterlab, in an environment of yours."));
  }

  private Check kernelSpec() {
    KernelSpec spec = KernelSpec.ofUser(environment);
    try {
      if (spec.isCurrent(product)) {
        return Check.ok("kernelspec", spec.folder().toString());
      }
    } catch (IOException e) {
      return Check.problem(
          "kernelspec", e.toString(), "Remove " + spec.folder() + ", and install again.");
    }
    return spec.exists()
        ? Check.problem(
            "kernelspec",
            spec.folder() + " is of another JDK or another place of Whiskbook",
            "Say ./whiskbook install to update it.")
        : Check.optional(
            "kernelspec",
            "not installed for you",
            "Say ./whiskbook install to find the kernel in JupyterLab.");
  }

  private Optional<Path> onPath(String program) {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(environment.getOrDefault("PATH", ""))
        .map(folder -> Path.of(folder).resolve(program))
        .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
        .findFirst();
  }
}
