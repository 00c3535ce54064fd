package dev.whiskbook.standalone.storage;

import dev.whiskbook.standalone.data.ActivationJournal;
import dev.whiskbook.standalone.entity.Activation;
import dev.whiskbook.standalone.entity.Entity;
import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.http.ApiException;
import dev.whiskbook.standalone.management.EntityJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * The state of a server in a folder: {@code entities.log} and {@code activations.log}, one JSON
 * document a line. Entities are forced to disk before a PUT or DELETE is answered, so they survive
 * a power failure; invocations and records are handed to the operating system before an invocation
 * is answered, so they survive {@code kill -9}: what was under way then gets a record that says so
 * when the server starts again. Both files are written anew, without what is superseded, when the
 * server starts; the records' file also when it has outgrown what is kept.
 */
public final class DataFolder implements EntityJournal, ActivationJournal, AutoCloseable {
  private static final int INSUFFICIENT_STORAGE = 507;

  private final Path folder;
  private final EntityCodec codec = new EntityCodec();
  private final AppendLog entities;
  private final RecordLog activations;

  private DataFolder(Path folder, AppendLog entities, RecordLog activations) {
    this.folder = folder;
    this.entities = entities;
    this.activations = activations;
  }

  /**
   * Opens a folder, made if it is not there.
   *
   * @throws IOException with a sentence for the user if it cannot be used
   */
  public static DataFolder open(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path entities = folder.resolve("entities.log");
    compact(entities);
    return new DataFolder(
        folder, AppendLog.open(entities), RecordLog.open(folder.resolve("activations.log")));
  }

  /** Keeps the last line of each entity, in order of its last change. */
  private static void compact(Path file) throws IOException {
    Map<String, String> last = new LinkedHashMap<>();
    try (AppendLog log = AppendLog.open(file)) {
      log.replay(
          line -> {
            JsonNode json = Json.MAPPER.readTree(line);
            String path = json.get("path").stringValue();
            last.remove(path);
            if (json.has("entity")) {
              last.put(path, line);
            }
          });
    }
    AppendLog.replace(file, List.copyOf(last.values()));
  }

  @Override
  public void replay(Consumer<Entity> put, Consumer<String> removed) {
    orRefuse(
        () ->
            entities.replay(
                line -> {
                  JsonNode json = Json.MAPPER.readTree(line);
                  if (json.has("entity")) {
                    put.accept(codec.read(json.get("entity")));
                  } else {
                    removed.accept(json.get("path").stringValue());
                  }
                }));
  }

  @Override
  public void put(Entity entity) {
    var json = Json.object().put("path", entity.id().path());
    json.set("entity", codec.write(entity));
    orRefuse(() -> entities.append(json.toString()));
  }

  @Override
  public void remove(String path) {
    orRefuse(() -> entities.append(Json.object().put("path", path).toString()));
  }

  @Override
  public synchronized void replay(Consumer<Activation> add) {
    orRefuse(() -> activations.replay(add));
  }

  @Override
  public synchronized void accept(Supplier<Activation> asLost) {
    orRefuse(() -> activations.accept(asLost.get()));
  }

  @Override
  public synchronized void withdraw(String activationId) {
    orRefuse(() -> activations.withdraw(activationId));
  }

  @Override
  public synchronized void add(Activation activation) {
    orRefuse(() -> activations.add(activation));
  }

  @Override
  public synchronized long size() {
    return activations.size();
  }

  @Override
  public synchronized void rewrite(List<Activation> kept) {
    orRefuse(() -> activations.rewrite(kept));
  }

  private interface Step {
    void run() throws IOException;
  }

  private void orRefuse(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw ApiException.of(
          INSUFFICIENT_STORAGE,
          "The server could not store this under %s: %s. Make room there and try again."
              .formatted(folder, e.getMessage()));
    }
  }

  @Override
  public void close() throws IOException {
    entities.close();
    synchronized (this) {
      activations.close();
    }
  }
}
