package dev.whiskbook.kernel.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Code that runs before the first cell, magics included.
 *
 * @param name what messages call it: the variable or the file that it is from
 * @param file where the code is; empty if it is in {@code code}
 */
public record StartupScript(String name, Optional<Path> file, String code) {

  static StartupScript of(Path file) {
    return new StartupScript(file.toString(), Optional.of(file), "");
  }

  /**
   * The code, read when it is needed.
   *
   * @throws IOException if the file cannot be read
   */
  public String read() throws IOException {
    return file.isPresent() ? Files.readString(file.get()) : code;
  }
}
