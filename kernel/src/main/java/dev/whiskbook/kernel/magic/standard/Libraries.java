package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.kernel.maven.MavenException;
import dev.whiskbook.kernel.maven.MavenLibraries;
import dev.whiskbook.kernel.maven.MavenSetup;
import dev.whiskbook.kernel.maven.Resolution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The Maven libraries of one session, as its magics share them. Maven is loaded with the first of
 * them. Guarded by this object's lock, which is not held while something is resolved.
 */
final class Libraries {

  /** A resolution to be carried out. */
  @FunctionalInterface
  interface Request {
    Resolution resolve(MavenLibraries maven, Consumer<String> progress)
        throws MavenException, InterruptedException;
  }

  private final MavenSetup setup;
  private final Map<String, String> repositories = new LinkedHashMap<>();
  private MavenLibraries maven;

  Libraries(MavenSetup setup) {
    this.setup = setup;
  }

  synchronized void addRepository(String id, String url) {
    repositories.put(id, url);
    if (maven != null) {
      maven.addRepository(id, url);
    }
  }

  synchronized List<String> repositories(MagicCall call) {
    return maven(call).repositories();
  }

  /**
   * Resolves, adds what was found to the class path, and says what could not be as asked.
   *
   * @throws InterruptedException if the cell was interrupted; then nothing was added
   */
  List<String> add(MagicCall call, Request request) throws InterruptedException {
    Resolution resolution;
    try {
      resolution = request.resolve(maven(call), progress(call));
    } catch (MavenException e) {
      throw new MagicException(e.getMessage(), e);
    }
    for (String conflict : resolution.conflicts()) {
      call.output().stream(StreamName.STDERR, conflict + "\n");
    }
    return ClasspathMagic.add(resolution.jars(), call);
  }

  private synchronized MavenLibraries maven(MagicCall call) {
    if (maven == null) {
      maven = new MavenLibraries(setup);
      maven.shared(call.session().sharedLibraries());
      repositories.forEach(maven::addRepository);
      call.session().librarySources(maven);
    }
    return maven;
  }

  /** One output that is replaced by each line. */
  private static Consumer<String> progress(MagicCall call) {
    String id = UUID.randomUUID().toString();
    boolean[] shown = {false};
    return line -> {
      synchronized (shown) {
        MimeBundle text = MimeBundle.text(line);
        if (shown[0]) {
          call.output().update(id, text);
        } else {
          call.output().display(text, Optional.of(id));
          shown[0] = true;
        }
      }
    };
  }
}
