package dev.whiskbook.standalone.container;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The archives that actions come in. */
public final class Archive {
  private static final int MAX_FILES = 20_000;
  private static final long MAX_BYTES = 256L << 20;

  private Archive() {}

  /**
   * The files of a zip archive, by their names without a leading slash.
   *
   * @throws IllegalArgumentException with a sentence if it is no archive, or too large when
   *     unpacked, or has names that lead out of it
   */
  public static Map<String, byte[]> unzip(String base64) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    long left = MAX_BYTES;
    try (var zip =
        new ZipInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(base64)))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.isDirectory()) {
          continue;
        }
        byte[] bytes = zip.readNBytes((int) left + 1);
        left -= bytes.length;
        if (left < 0 || files.size() == MAX_FILES) {
          throw new IllegalArgumentException(
              "The archive holds more than %d files or %d bytes.".formatted(MAX_FILES, MAX_BYTES));
        }
        files.put(name(entry), bytes);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException("The archive cannot be unpacked: " + e.getMessage(), e);
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          "There was an error uncompressing the action archive. The file type is unsupported");
    }
    return files;
  }

  private static String name(ZipEntry entry) {
    String name = entry.getName().replace('\\', '/').replaceFirst("^(?:\\./|/)+", "");
    if (name.equals("..")
        || name.startsWith("../")
        || name.contains("/../")
        || name.endsWith("/..")) {
      throw new IllegalArgumentException("a file in it is called '" + entry.getName() + "'");
    }
    return name;
  }
}
