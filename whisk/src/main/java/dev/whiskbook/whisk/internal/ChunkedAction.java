package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.Action;

/**
 * An action for one item, made into one that takes several: {@code {items: […]}} in, {@code
 * {results: […]}} out, an item after the other. What one item throws is that item's error alone.
 */
public final class ChunkedAction {
  /** The member that tells such an answer from one that a user's own action made. */
  static final String WRAPPED = "itemByItem";

  private static final String MAIN = "whiskbookItems";

  private ChunkedAction() {}

  /** Whether the action's code is JavaScript source, so that it can be done here. */
  public static boolean canWrap(Action action) {
    // As the server tells the two apart: code that is base64 throughout is an archive.
    return action.kind().startsWith("nodejs") && !action.code().matches("[A-Za-z0-9+/=\\s]+");
  }

  /** The action under a name of its own, as it has other code. Bound parameters reach each item. */
  public static Action of(Action action) {
    String main = action.main().isEmpty() ? "main" : action.main();
    String code =
        """
        %1$s
        ;async function %2$s({ items, ...bound }) {
          const one = typeof %3$s === 'function' ? %3$s : (module.exports.%3$s || exports.%3$s);
          const results = [];
          for (const item of items) {
            try {
              const value = await one({ ...bound, ...item });
              results.push({ value: value === undefined ? {} : value });
            } catch (e) {
              results.push({ error: String(e) });
            }
          }
          return { %4$s: true, results };
        }
        """
            .formatted(action.code(), MAIN, main, WRAPPED);
    return new Action(
        name(action.name()),
        action.kind(),
        code,
        MAIN,
        action.timeoutMs(),
        action.memoryMb(),
        action.logsMb(),
        action.concurrency(),
        action.parameters(),
        action.annotations());
  }

  /** What such an action is called. */
  static String name(String action) {
    return action + "-items";
  }
}
