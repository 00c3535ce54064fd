package dev.whiskbook.standalone;

import dev.whiskbook.standalone.storage.DataFolder;
import java.io.IOException;
import java.nio.file.Path;

/** The folder for the state cannot be used; the message is a sentence for the user. */
public final class DataFolderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private DataFolderException(Path folder, Exception cause) {
    super(
        "The folder '%s' cannot keep the state: %s. Choose another --data."
            .formatted(folder, cause.getMessage()),
        cause);
  }

  static DataFolder open(Path folder) {
    try {
      return DataFolder.open(folder);
    } catch (IOException | RuntimeException e) {
      throw new DataFolderException(folder, e);
    }
  }
}
