package dev.whiskbook.kernel.jupyter;

import java.util.concurrent.ScheduledExecutorService;

/**
 * Makes the outputs of cells, and of what runs like them.
 *
 * @param timer publishes text that waits; from one thread for all
 * @param limitChars how much text each may print
 */
record CellPublishers(Publisher publisher, ScheduledExecutorService timer, long limitChars) {

  CellPublisher of(Request request) {
    return new CellPublisher(publisher, request.message(), timer, new OutputLimit(limitChars));
  }
}
