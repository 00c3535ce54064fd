package dev.whiskbook.kernel.jupyter;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/**
 * The log of the wire layer, a line for each message. It goes to the process's own standard error,
 * where Jupyter shows it: {@code System.err} belongs to the cells, and what a stranger sends to a
 * socket must not show up in a notebook. In a class of its own, so that it is made only when there
 * is something to say.
 */
final class Logs {

  private static final String NAME = "dev.whiskbook.kernel.jupyter";

  /** Held here, since java.util.logging forgets the settings of loggers that nobody holds. */
  private static final Logger BACKEND = Logger.getLogger(NAME);

  static {
    BACKEND.setUseParentHandlers(false);
    BACKEND.addHandler(new StandardError());
  }

  static final System.Logger LOG = System.getLogger(NAME);

  private Logs() {}

  /** One line about a message that is ignored. */
  static void dropped(Channel channel, String reason) {
    LOG.log(
        System.Logger.Level.WARNING,
        () -> "Ignored a message on " + channel.wireName() + ": " + reason);
  }

  /** The text on one line and not too long, as it must be in a log where it came from outside. */
  static String printable(String text) {
    var line = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), 80); i++) {
      line.append(Character.isISOControl(text.charAt(i)) ? '?' : text.charAt(i));
    }
    return line.toString();
  }

  private static final class StandardError extends StreamHandler {

    StandardError() {
      super(new FileOutputStream(FileDescriptor.err), new OneLine());
    }

    @Override
    public synchronized void publish(LogRecord line) {
      super.publish(line);
      flush();
    }
  }

  private static final class OneLine extends Formatter {

    @Override
    public String format(LogRecord line) {
      String cause = line.getThrown() == null ? "" : ": " + line.getThrown();
      return line.getLevel() + " " + NAME + ": " + formatMessage(line) + cause + "\n";
    }
  }
}
