package dev.whiskbook.install;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the code of a user's cells is kept, for the arrow keys and the search of consoles. */
final class HistoryLocation {

  /** A file, or an empty text for no history beyond the session. */
  static final String VARIABLE = "WHISKBOOK_HISTORY";

  private HistoryLocation() {}

  /**
   * The file, by the XDG Base Directory Specification: histories are state. It has the folder
   * {@code ~/.local/state} where {@code XDG_STATE_HOME} is not set or not absolute.
   */
  static Optional<Path> file(Map<String, String> environment, Path home) {
    String wanted = environment.get(VARIABLE);
    if (wanted != null) {
      return wanted.isBlank() ? Optional.empty() : Optional.of(Path.of(wanted));
    }
    Path state = Path.of(environment.getOrDefault("XDG_STATE_HOME", ""));
    Path folder = state.isAbsolute() ? state : home.resolve(".local/state");
    return Optional.of(folder.resolve("whiskbook/history.jsonl"));
  }
}
