package dev.whiskbook.standalone.container.process;

import dev.whiskbook.standalone.container.process.launcher.Main;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The programs that run actions, and how they are started. */
enum Program {
  NODEJS("nodejs", "node", "launcher.js") {
    @Override
    List<String> command(Path file, Path launcher, int memoryMb) {
      return List.of(file.toString(), "--max-old-space-size=" + memoryMb, launcher.toString());
    }
  },
  PYTHON("python", "python3", "launcher.py") {
    @Override
    List<String> command(Path file, Path launcher, int memoryMb) {
      return List.of(file.toString(), "-u", launcher.toString());
    }
  },
  JAVA("java", "java", "") {
    @Override
    List<String> command(Path file, Path launcher, int memoryMb) {
      return List.of(
          file.toString(),
          "-Xmx" + memoryMb + "m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "-Xlog:disable",
          "-cp",
          Main.classPath(),
          Main.class.getName());
    }
  };

  private final String family;
  private final String name;
  private final String launcher;

  Program(String family, String name, String launcher) {
    this.family = family;
    this.name = name;
    this.launcher = launcher;
  }

  abstract List<String> command(Path file, Path launcher, int memoryMb);

  /** The resource that the program is to run; empty if it needs none. */
  String launcher() {
    return launcher;
  }

  /** The program of a kind such as {@code python:3.11}, whichever version that asks for. */
  static Optional<Program> of(String kind) {
    return Arrays.stream(values()).filter(r -> kind.startsWith(r.family + ":")).findFirst();
  }

  /** Where it is on this machine, if it is. */
  Optional<Path> find() {
    if (this == JAVA) {
      return Optional.of(Path.of(System.getProperty("java.home"), "bin", name));
    }
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The same under a limit of its data, which the operating system keeps. */
  static List<String> limited(List<String> command, int memoryMb) {
    // What a program needs for itself, its stacks among it, comes on top of what the action gets.
    int kilobytes = (memoryMb + 512) * 1024;
    List<String> limited = new ArrayList<>();
    limited.addAll(List.of("/bin/sh", "-c", "ulimit -d " + kilobytes + "; exec \"$@\"", "sh"));
    limited.addAll(command);
    return limited;
  }

  /** The families' names, for messages. */
  static String names() {
    return Arrays.stream(values()).map(r -> r.family).collect(Collectors.joining(", "));
  }
}
