package dev.whiskbook.kernel.jupyter;

/**
 * The logger of the wire layer, in a class of its own: made only when there is something to say.
 */
final class Logs {

  static final System.Logger LOG = System.getLogger("dev.whiskbook.kernel.jupyter");

  private Logs() {}

  /** One line about a message that is ignored. */
  static void dropped(Channel channel, String reason) {
    LOG.log(
        System.Logger.Level.WARNING,
        () -> "Ignored a message on " + channel.wireName() + ": " + reason);
  }
}
