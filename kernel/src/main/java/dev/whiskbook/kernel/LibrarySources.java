package dev.whiskbook.kernel;

import java.nio.file.Path;
import java.util.Optional;

/** Finds the sources and the Javadoc of libraries on the class path of cells, when asked for. */
public interface LibrarySources {

  /** Knows none. */
  LibrarySources NONE =
      new LibrarySources() {
        @Override
        public Optional<Path> sources(Path jar) {
          return Optional.empty();
        }

        @Override
        public Optional<Path> javadoc(Path jar) {
          return Optional.empty();
        }
      };

  /**
   * The jar with the sources of a library, downloaded if need be: that may take a while.
   *
   * @param jar an entry of {@link Session#classPath}
   */
  Optional<Path> sources(Path jar);

  /** The jar with the Javadoc of a library, downloaded if need be: that may take a while. */
  Optional<Path> javadoc(Path jar);
}
