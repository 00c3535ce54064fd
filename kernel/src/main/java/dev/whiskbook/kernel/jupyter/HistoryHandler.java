package dev.whiskbook.kernel.jupyter;

import dev.whiskbook.kernel.CellRequest;
import dev.whiskbook.kernel.CellResult;
import dev.whiskbook.kernel.MimeBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The cells of this session, for a console's arrow keys and its search. */
final class HistoryHandler implements MessageHandler {

  /** There is one session here, the current one, which the specification calls 0. */
  private static final int SESSION = 0;

  private static final int KEPT = 10_000;

  private record Entry(int line, String source, String output) {}

  /** Guarded by itself. */
  private final List<Entry> entries = new ArrayList<>();

  void add(CellRequest cell, CellResult result) {
    String output =
        result instanceof CellResult.Success success
            ? success.value().map(MimeBundle::plainText).orElse(null)
            : null;
    synchronized (entries) {
      if (entries.size() == KEPT) {
        entries.removeFirst();
      }
      entries.add(new Entry(result.executionCount(), cell.code(), output));
    }
  }

  @Override
  public void handle(Request request) {
    ObjectNode asked = request.content();
    boolean withOutput = asked.path("output").asBoolean(false);
    List<Entry> found;
    synchronized (entries) {
      found =
          switch (asked.path("hist_access_type").asString("tail")) {
            case "range" -> range(asked);
            case "search" -> search(asked);
            default -> last(entries, asked.path("n").asInt(entries.size()));
          };
    }
    ObjectNode reply = Request.ok();
    ArrayNode history = reply.putArray("history");
    for (Entry entry : found) {
      ArrayNode row = history.addArray().add(SESSION).add(entry.line());
      if (withOutput) {
        row.addArray().add(entry.source()).add(entry.output());
      } else {
        row.add(entry.source());
      }
    }
    request.reply(reply);
  }

  /** Lines from start, 1 where it is not given, up to but without stop. */
  private List<Entry> range(ObjectNode asked) {
    if (asked.path("session").asInt(SESSION) != SESSION) {
      return List.of();
    }
    int start = asked.path("start").asInt(1);
    int stop = asked.path("stop").asInt(Integer.MAX_VALUE);
    return entries.stream().filter(e -> e.line() >= start && e.line() < stop).toList();
  }

  /** The newest n cells that match a glob, each source once if they shall be unique. */
  private List<Entry> search(ObjectNode asked) {
    Pattern glob = glob(asked.path("pattern").asString("*"));
    boolean unique = asked.path("unique").asBoolean(false);
    var found = new ArrayList<Entry>();
    for (Entry entry : entries) {
      if (glob.matcher(entry.source()).matches()) {
        if (unique) {
          found.removeIf(earlier -> earlier.source().equals(entry.source()));
        }
        found.add(entry);
      }
    }
    return last(found, asked.path("n").asInt(found.size()));
  }

  private static List<Entry> last(List<Entry> of, int n) {
    return List.copyOf(of.subList(Math.clamp(of.size() - (long) n, 0, of.size()), of.size()));
  }

  private static Pattern glob(String glob) {
    var regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      switch (glob.charAt(i)) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(glob.substring(i, i + 1)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
