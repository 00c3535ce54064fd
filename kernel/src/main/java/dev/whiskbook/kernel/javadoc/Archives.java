package dev.whiskbook.kernel.javadoc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads single files out of jars and folders, which stay open. */
final class Archives implements AutoCloseable {

  private final Map<Path, Optional<ZipFile>> open = new HashMap<>();

  /** The text of a file in a jar or folder; empty if either is not there. */
  Optional<String> read(Path place, String file) {
    try {
      if (Files.isDirectory(place)) {
        Path path = place.resolve(file);
        return Files.isRegularFile(path) ? Optional.of(Files.readString(path)) : Optional.empty();
      }
      Optional<ZipFile> zip = zip(place);
      ZipEntry entry = zip.map(z -> z.getEntry(file)).orElse(null);
      if (entry == null) {
        return Optional.empty();
      }
      try (InputStream content = zip.orElseThrow().getInputStream(entry)) {
        return Optional.of(new String(content.readAllBytes(), UTF_8));
      }
    } catch (IOException e) {
      return Optional.empty(); // a jar that cannot be read has no documentation
    }
  }

  boolean has(Path place, String file) {
    return Files.isDirectory(place)
        ? Files.isRegularFile(place.resolve(file))
        : zip(place).map(zip -> zip.getEntry(file)).isPresent();
  }

  private Optional<ZipFile> zip(Path place) {
    return open.computeIfAbsent(
        place,
        _ -> {
          try {
            return Files.isRegularFile(place)
                ? Optional.of(new ZipFile(place.toFile()))
                : Optional.empty();
          } catch (IOException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public void close() throws IOException {
    for (Optional<ZipFile> zip : open.values()) {
      if (zip.isPresent()) {
        zip.get().close();
      }
    }
    open.clear();
  }
}
