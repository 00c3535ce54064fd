package dev.whiskbook.install;

import dev.whiskbook.kernel.Session;

/** Opens the sessions of the product: with all magics, over the embedded OpenWhisk by default. */
final class Sessions {

  private Sessions() {}

  static Session open(Product product) {
    return Session.builder().open();
  }
}
