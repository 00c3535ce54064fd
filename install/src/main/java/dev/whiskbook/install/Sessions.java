package dev.whiskbook.install;

import dev.whiskbook.kernel.Session;
import dev.whiskbook.magics.Whiskbook;
import java.util.stream.Stream;

/** Opens the sessions of the product: with all magics, over the embedded OpenWhisk by default. */
public final class Sessions {

  private Sessions() {}

  /** A session of this product; its embedded OpenWhisk, if it is the target, ends with it. */
  public static Session open(Product product) {
    return Whiskbook.open(
        Stream.concat(product.standaloneCommand().stream(), Stream.of("--child")).toList());
  }
}
