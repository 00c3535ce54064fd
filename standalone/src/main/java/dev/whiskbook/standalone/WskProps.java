package dev.whiskbook.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** {@code wsk}'s file of properties: lines of {@code KEY=value}. */
final class WskProps {
  private WskProps() {}

  /**
   * Sets APIHOST and AUTH and leaves all other lines as they are. The file is for its owner only,
   * and is replaced as a whole.
   */
  static void write(Path file, String apiHost, String auth) throws IOException {
    List<String> lines = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, UTF_8)) {
        if (!line.startsWith("APIHOST=") && !line.startsWith("AUTH=")) {
          lines.add(line);
        }
      }
    }
    lines.add("APIHOST=" + apiHost);
    lines.add("AUTH=" + auth);
    Path folder = file.toAbsolutePath().getParent();
    Path next =
        Files.createTempFile(
            folder,
            ".wskprops",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.write(next, lines, UTF_8);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }
}
