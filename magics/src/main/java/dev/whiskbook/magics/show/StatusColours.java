package dev.whiskbook.magics.show;

import java.util.Locale;

/**
 * A colour for how something ended, beside the word for it: of Okabe and Ito's, told apart by
 * colour-blind readers and legible on white and on black.
 */
final class StatusColours {

  private StatusColours() {}

  /** The colour of a status of an attempt or a state of a run. */
  static String of(String status) {
    return switch (status.toLowerCase(Locale.ROOT)) {
      case "success", "done", "converged", "ok" -> "#009E73";
      case "application error", "interrupted" -> "#E69F00";
      case "action developer error", "failed", "lost" -> "#D55E00";
      case "whisk internal error", "connection failed", "no record", "rejected" -> "#CC79A7";
      case "throttled", "running" -> "#56B4E9";
      default -> "#999999";
    };
  }
}
