package dev.whiskbook.standalone.container.process;

import dev.whiskbook.standalone.container.Container;
import dev.whiskbook.standalone.container.ContainerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;

/** Makes {@link ProcessContainer}s. */
public final class ProcessContainerFactory implements ContainerFactory {
  private final AtomicLong lastId = new AtomicLong();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Path folder; // guarded by this; holds the launchers, and a folder for each container

  @Override
  public Container create(String kind, int memoryMb) {
    Program program =
        Program.of(kind)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the kind '%s' does not run here; those of %s do"
                            .formatted(kind, Program.names())));
    Path file =
        program
            .find()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the kind '%s' needs a program that this machine does not have on its PATH"
                            .formatted(kind)));
    try {
      String id = "process-" + lastId.incrementAndGet();
      Path own = Files.createDirectory(folder().resolve(id));
      var command = program.command(file, launcher(program), memoryMb);
      return ProcessContainer.start(id, Program.limited(command, memoryMb), own, client);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String model(String kind, int memoryMb) {
    return kind.split(":", 2)[0] + "/" + memoryMb;
  }

  @Override
  public boolean supports(String kind) {
    return Program.of(kind).flatMap(Program::find).isPresent();
  }

  private synchronized Path folder() throws IOException {
    if (folder == null) {
      folder = Files.createTempDirectory("whiskbook-containers");
    }
    return folder;
  }

  private synchronized Path launcher(Program program) throws IOException {
    Path file = folder().resolve(program.launcher().isEmpty() ? "none" : program.launcher());
    if (!program.launcher().isEmpty() && !Files.exists(file)) {
      try (InputStream in = ProcessContainerFactory.class.getResourceAsStream(program.launcher())) {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return file;
  }

  @Override
  public synchronized void close() {
    client.shutdownNow();
    if (folder != null) {
      Folders.delete(folder);
    }
  }
}
