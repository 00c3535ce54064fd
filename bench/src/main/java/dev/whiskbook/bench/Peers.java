package dev.whiskbook.bench;

import dev.whiskbook.install.Product;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The command lines of the programs that the benchmarks compare with. */
final class Peers {

  private Peers() {}

  static boolean isOnPath(String program) {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  static List<String> nodeWorkers(Path script, Path source, int threads, int chunks, int points) {
    return List.of(
        "node", script.toString(), source.toString(), "" + threads, "" + chunks, "" + points);
  }

  /** The JVM of the embedded OpenWhisk, with {@link BareContexts} in its place. */
  static List<String> bareContexts(
      Product product, Path source, int contexts, int chunks, int points) {
    var command = new ArrayList<>(product.standaloneCommand());
    command.removeLast();
    int classPath = command.indexOf("-cp") + 1;
    command.set(classPath, command.get(classPath) + File.pathSeparator + ownCode());
    command.addAll(
        List.of(
            BareContexts.class.getName(),
            source.toString(),
            "" + contexts,
            "" + chunks,
            "" + points));
    return command;
  }

  /** The same JVM started from its jars alone. */
  static List<String> withoutCache(List<String> command) {
    return command.stream().filter(word -> !word.startsWith("-XX:AOTCache=")).toList();
  }

  private static String ownCode() {
    try {
      return Path.of(Peers.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The benchmark's own jar has no path.", e);
    }
  }
}
