package dev.whiskbook.install;

import dev.whiskbook.kernel.Session;
import dev.whiskbook.magics.Whiskbook;
import dev.whiskbook.whisk.js.JsFunction;
import java.util.List;
import java.util.stream.Stream;

/** Opens the sessions of the product: with all magics, over the embedded OpenWhisk by default. */
public final class Sessions {

  private Sessions() {}

  /**
   * A session for a notebook that runs as a whole: its embedded OpenWhisk, if it is the target,
   * starts at once and ends with it.
   */
  public static Session open(Product product) {
    return open(product, Whiskbook.EmbeddedStart.AT_ONCE);
  }

  /**
   * A session for somebody who waits for the first cell: its embedded OpenWhisk starts when that
   * has ended, and this JVM loads GraalJS, for the first action, when no cell runs.
   */
  public static Session openForCells(Product product) {
    Session session = openForFirstCells(product);
    session.whenIdle(JsFunction::load);
    return session;
  }

  /**
   * The same without GraalJS, to make an ahead-of-time cache of: a JVM loads at its start all that
   * is in its cache.
   */
  static Session openForFirstCells(Product product) {
    return open(product, Whiskbook.EmbeddedStart.AFTER_FIRST_CELL);
  }

  /** A session for a script: its embedded OpenWhisk starts when it is used, if it ever is. */
  public static Session openForScript(Product product) {
    return open(product, Whiskbook.EmbeddedStart.WHEN_USED);
  }

  private static Session open(Product product, Whiskbook.EmbeddedStart start) {
    SqliteLibrary.use(product);
    return Whiskbook.open(command(product), start);
  }

  private static List<String> command(Product product) {
    return Stream.concat(product.standaloneCommand().stream(), Stream.of("--child")).toList();
  }
}
