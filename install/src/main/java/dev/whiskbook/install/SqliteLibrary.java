package dev.whiskbook.install;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native code, unpacked when the product is built. By itself its driver unpacks it into
 * the folder of temporary files in each JVM, where one that is killed leaves it, and reads it three
 * times to be sure.
 */
final class SqliteLibrary {

  private SqliteLibrary() {}

  /** Unpacks it, for this platform. */
  static void unpack(Product product) throws IOException {
    String name = LibraryLoaderUtil.getNativeLibName();
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    try (var library = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
      if (library == null) {
        throw new FileNotFoundException("SQLite's driver has no " + resource);
      }
      Files.createDirectories(folder(product));
      Files.copy(library, folder(product).resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Has the driver take it from there, if it is there; before it is first used. */
  static void use(Product product) {
    if (Files.isDirectory(folder(product)) && System.getProperty("org.sqlite.lib.path") == null) {
      System.setProperty("org.sqlite.lib.path", folder(product).toString());
    }
  }

  private static Path folder(Product product) {
    return product.home().resolve("sqlite");
  }
}
