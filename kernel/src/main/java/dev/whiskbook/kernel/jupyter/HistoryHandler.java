package dev.whiskbook.kernel.jupyter;

import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The cells that were executed, for a console's arrow keys and its search. Sessions are numbered as
 * IPython does: each has a number, from 1; a range may also be asked of session 0, this one, and of
 * -1, the one before.
 */
record HistoryHandler(History history) implements MessageHandler {

  private static final int THIS_SESSION = 0;

  @Override
  public void handle(Request request) throws InterruptedException {
    ObjectNode asked = request.content();
    boolean withOutput = asked.path("output").asBoolean(false);
    ObjectNode reply = Request.ok();
    ArrayNode rows = reply.putArray("history");
    for (HistoryEntry entry : history.ask(all -> find(asked, all))) {
      ArrayNode row = rows.addArray().add(entry.session()).add(entry.line());
      if (withOutput) {
        row.addArray().add(entry.source()).add(entry.output());
      } else {
        row.add(entry.source());
      }
    }
    request.reply(reply);
  }

  private static List<HistoryEntry> find(ObjectNode asked, History.All all) {
    return switch (asked.path("hist_access_type").asString("tail")) {
      case "range" -> range(asked, all);
      case "search" -> search(asked, all.entries());
      default -> last(all.entries(), asked.path("n").asInt(all.entries().size()));
    };
  }

  /**
   * Lines from start, 1 where it is not given, up to but without stop; counted from the end if
   * negative.
   */
  private static List<HistoryEntry> range(ObjectNode asked, History.All all) {
    int session = asked.path("session").asInt(THIS_SESSION);
    int wanted = session > 0 ? session : all.session() + session;
    List<HistoryEntry> entries =
        all.entries().stream().filter(entry -> entry.session() == wanted).toList();
    int end = entries.isEmpty() ? 1 : entries.getLast().line() + 1;
    int start = line(asked.path("start"), 1, end);
    int stop = line(asked.path("stop"), end, end);
    int shown = session == THIS_SESSION ? THIS_SESSION : wanted;
    return entries.stream()
        .filter(entry -> entry.line() >= start && entry.line() < stop)
        .map(entry -> new HistoryEntry(shown, entry.line(), entry.source(), entry.output()))
        .toList();
  }

  private static int line(JsonNode asked, int missing, int end) {
    int line = asked.asInt(missing);
    return line < 0 ? end + line : line;
  }

  /** The newest n cells that match a glob, each source once if they shall be unique. */
  private static List<HistoryEntry> search(ObjectNode asked, List<HistoryEntry> entries) {
    var glob = new Glob(asked.path("pattern").asString("*"));
    List<HistoryEntry> found =
        entries.stream().filter(entry -> glob.matches(entry.source())).toList();
    if (asked.path("unique").asBoolean(false)) {
      var newest = new LinkedHashMap<String, HistoryEntry>();
      found.forEach(entry -> newest.putLast(entry.source(), entry));
      found = List.copyOf(newest.values());
    }
    return last(found, asked.path("n").asInt(found.size()));
  }

  private static List<HistoryEntry> last(List<HistoryEntry> of, int n) {
    return List.copyOf(of.subList(Math.clamp(of.size() - (long) n, 0, of.size()), of.size()));
  }
}
