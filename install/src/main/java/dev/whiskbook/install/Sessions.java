package dev.whiskbook.install;

import dev.whiskbook.kernel.Session;
import dev.whiskbook.magics.Whiskbook;
import java.util.stream.Stream;

/** Opens the sessions of the product: with all magics, over the embedded OpenWhisk by default. */
final class Sessions {

  private Sessions() {}

  static Session open(Product product) {
    return Whiskbook.open(
        Stream.concat(product.standaloneCommand().stream(), Stream.of("--child")).toList());
  }
}
