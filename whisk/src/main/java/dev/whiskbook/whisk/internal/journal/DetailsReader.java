package dev.whiskbook.whisk.internal.journal;

import dev.whiskbook.whisk.Action;
import dev.whiskbook.whisk.RunDetails;
import dev.whiskbook.whisk.WhiskException;
import dev.whiskbook.whisk.internal.Json;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.type.TypeReference;

/** Reads how runs were made. */
public final class DetailsReader {
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private DetailsReader() {}

  /**
   * How a run was made.
   *
   * @throws WhiskException if the journal has none of this id
   */
  public static RunDetails read(JournalFile file, String id) {
    return file.read(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  """
                  SELECT action, definition, target, apihost, n, seed, settings, environment, plan
                  FROM run WHERE id = ?""")) {
            query.setString(1, id);
            try (ResultSet row = query.executeQuery()) {
              if (!row.next()) {
                throw RunReader.noRun(id);
              }
              return details(id, row);
            }
          }
        });
  }

  private static RunDetails details(String id, ResultSet row) throws SQLException {
    long seed = row.getLong(6);
    OptionalLong seeded = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(seed);
    return new RunDetails(
        id,
        row.getString(1),
        Optional.ofNullable(row.getString(2)).map(d -> Json.MAPPER.readValue(d, Action.class)),
        row.getString(3),
        row.getString(4),
        row.getInt(5),
        seeded,
        Json.MAPPER.readValue(row.getString(7), MAP),
        Json.MAPPER.readValue(row.getString(8), MAP),
        Json.MAPPER.readTree(row.getString(9)));
  }
}
