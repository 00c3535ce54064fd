package dev.whiskbook.standalone.status;

import dev.whiskbook.standalone.entity.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The server's own log on standard error: a line of text, or of JSON, for each message. */
public enum LogFormat {
  TEXT,
  JSON;

  /** Held so that its level stays set. */
  private static final Logger ROOT = Logger.getLogger("dev.whiskbook.standalone");

  /**
   * Logs in this form from now on.
   *
   * @param verbose true to tell of each activation too
   */
  public void install(boolean verbose) {
    ROOT.setLevel(verbose ? Level.FINE : Level.WARNING);
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      handler.setLevel(Level.FINE);
      handler.setFormatter(new Lines(this));
    }
  }

  private static final class Lines extends Formatter {
    private final LogFormat format;

    Lines(LogFormat format) {
      this.format = format;
    }

    @Override
    public String format(LogRecord record) {
      return (format == JSON ? json(record) : text(record)) + "\n";
    }

    private String text(LogRecord record) {
      String stack = stack(record);
      return record.getInstant()
          + " "
          + record.getLevel().getName()
          + " "
          + formatMessage(record)
          + (stack.isEmpty() ? "" : "\n" + stack);
    }

    private String json(LogRecord record) {
      var json =
          Json.object()
              .put("time", Instant.ofEpochMilli(record.getMillis()).toString())
              .put("level", record.getLevel().getName())
              .put("logger", record.getLoggerName());
      Object[] parameters = record.getParameters();
      if (parameters != null && parameters.length == 1 && parameters[0] instanceof Map<?, ?> map) {
        json.put("message", record.getMessage().replace(" {0}", ""));
        map.forEach((key, value) -> json.putPOJO(key.toString(), value));
      } else {
        json.put("message", formatMessage(record));
      }
      String stack = stack(record);
      if (!stack.isEmpty()) {
        json.put("stack", stack);
      }
      return json.toString();
    }

    private static String stack(LogRecord record) {
      if (record.getThrown() == null) {
        return "";
      }
      var text = new StringWriter();
      record.getThrown().printStackTrace(new PrintWriter(text));
      return text.toString();
    }
  }
}
