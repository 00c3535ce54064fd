package dev.whiskbook.standalone.storage;

import dev.whiskbook.standalone.entity.Activation;
import dev.whiskbook.standalone.entity.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * {@code activations.log}: the records, one a line, and among them what was accepted and has no
 * record yet, as {@code {"accepted": …}}, and whose record will never come, as {@code {"withdrawn":
 * id}}. One thread at a time uses it.
 */
final class RecordLog implements AutoCloseable {
  private static final String ACCEPTED = "accepted";
  private static final String WITHDRAWN = "withdrawn";

  /** What to record of those under way if the server does not live to record them itself. */
  private final Map<String, Activation> underWay = new LinkedHashMap<>();

  private AppendLog file;

  private RecordLog(AppendLog file) {
    this.file = file;
  }

  static RecordLog open(Path path) throws IOException {
    return new RecordLog(AppendLog.open(path));
  }

  /** Tells all records, oldest first; last those of activations that ended with the server. */
  void replay(Consumer<Activation> add) throws IOException {
    file.replay(line -> read(Json.MAPPER.readTree(line), add));
    for (Activation lost : List.copyOf(underWay.values())) {
      add(lost);
      add.accept(lost);
    }
  }

  private void read(JsonNode json, Consumer<Activation> add) {
    if (json.has(ACCEPTED)) {
      Activation asLost = ActivationCodec.read(json.get(ACCEPTED));
      underWay.put(asLost.activationId(), asLost);
    } else if (json.has(WITHDRAWN)) {
      underWay.remove(json.get(WITHDRAWN).stringValue());
    } else {
      Activation record = ActivationCodec.read(json);
      underWay.remove(record.activationId());
      add.accept(record);
    }
  }

  void accept(Activation asLost) throws IOException {
    file.write(acceptedLine(asLost));
    underWay.put(asLost.activationId(), asLost);
  }

  void withdraw(String activationId) throws IOException {
    underWay.remove(activationId);
    file.write(Json.object().put(WITHDRAWN, activationId).toString());
  }

  void add(Activation activation) throws IOException {
    file.write(ActivationCodec.write(activation).toString());
    underWay.remove(activation.activationId());
  }

  long size() {
    return file.size();
  }

  /** Writes the file anew with these records and what is under way. */
  void rewrite(List<Activation> kept) throws IOException {
    List<String> lines = new ArrayList<>();
    kept.forEach(activation -> lines.add(ActivationCodec.write(activation).toString()));
    underWay.values().forEach(asLost -> lines.add(acceptedLine(asLost)));
    Path path = file.file();
    file.close();
    try {
      AppendLog.replace(path, lines);
    } finally {
      file = AppendLog.open(path);
      file.replay(line -> {});
    }
  }

  private static String acceptedLine(Activation asLost) {
    var json = Json.object();
    json.set(ACCEPTED, ActivationCodec.write(asLost));
    return json.toString();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
