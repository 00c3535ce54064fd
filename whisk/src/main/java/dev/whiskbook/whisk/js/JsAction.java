package dev.whiskbook.whisk.js;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;

/**
 * The source of a JavaScript action as people write it, made into what OpenWhisk takes: text in
 * which {@code main} is declared or exported. Looked at in this JVM, so that a mistake is found
 * where it was made and not by 1,000 activations.
 */
public final class JsAction {

  // What the top level of a script may use of Node.js; whatever more it needs, the server judges.
  private static final String NODE =
      """
      var module = {exports: {}}, exports = module.exports, global = globalThis;
      var anything = new Proxy(function () {}, {
        get: (target, key) => key === Symbol.toPrimitive ? () => '' : anything,
        apply: () => anything,
        construct: () => anything,
      });
      var require = () => anything, process = anything, Buffer = anything;
      var setTimeout = anything, setInterval = anything, fetch = anything;
      """;

  private JsAction() {}

  /**
   * The source with a function named {@code main}: as it is, if it declares or exports one; an
   * anonymous or arrow function alone is given the name, on the lines where it stands.
   *
   * @param source JavaScript
   * @param name what messages call the source
   * @param firstLine the number of its first line in messages
   * @throws JsException if it does not parse, or there is no function to call
   */
  public static String withMain(String source, String name, int firstLine) {
    String placed = "\n".repeat(firstLine - 1) + source;
    try (Context context = JsContext.open(line -> {})) {
      PolyglotException noScript = syntaxError(context, placed, name);
      if (noScript == null && definesMain(context, placed, name)) {
        return source;
      }
      String bare = source.strip().replaceAll(";+$", "");
      PolyglotException noExpression =
          syntaxError(context, "(" + placed.stripTrailing().replaceAll(";+$", "") + "\n)", name);
      if (noExpression == null && isFunction(context, "(" + bare + "\n)", name)) {
        return "const main = (" + bare + "\n);";
      }
      if (noScript == null) {
        throw new JsException(
            name
                + " has no function that OpenWhisk could call: write function main(params) {…}, params => …, or exports.main = ….",
            firstLine,
            null);
      }
      // Neither a script nor an expression: the reading that came farther is the one that was
      // meant.
      PolyglotException meant =
          noExpression != null && line(noExpression) > line(noScript) ? noExpression : noScript;
      throw new JsException(
          "%s, line %d: %s".formatted(name, line(meant), message(meant)), line(meant), meant);
    }
  }

  /**
   * The code of an action that reduces on the cluster, from a reducer as {@link JsFunction#reducer}
   * takes it: called with the array of results and {@code {level, last}}.
   *
   * @param source JavaScript that is such a reducer
   */
  public static String reducing(String source) {
    String bare = source.strip().replaceAll(";+$", "");
    String function;
    try (Context context = JsContext.open(line -> {})) {
      String expression = "(" + bare + "\n)";
      boolean isExpression =
          syntaxError(context, expression, "reduce") == null
              && isFunction(context, expression, "reduce");
      function =
          isExpression
              ? "const reducer = " + expression + ";"
              : source
                  + "\nconst reducer = typeof reduce === 'function' ? reduce : (module.exports.reduce || exports.reduce);";
    }
    return function
        + """

        async function main({ results, level, last }) {
          const value = await reducer(results, { level, last });
          return { value: value === undefined ? null : value };
        }
        """;
  }

  private static PolyglotException syntaxError(Context context, String text, String name) {
    try {
      context.parse(source(text, name));
      return null;
    } catch (PolyglotException e) {
      return e;
    }
  }

  /** Whether it does, as far as can be told here: a script that fails here may run in Node.js. */
  private static boolean definesMain(Context context, String text, String name) {
    context.eval("js", NODE);
    try {
      context.eval(source(text, name));
      return context
          .eval(
              "js",
              "typeof main === 'function' || typeof exports.main === 'function' || typeof module.exports.main === 'function'")
          .asBoolean();
    } catch (PolyglotException e) {
      return true;
    }
  }

  private static boolean isFunction(Context context, String expression, String name) {
    try {
      Value value = context.eval(source(expression, name));
      return value.canExecute();
    } catch (PolyglotException e) {
      return false;
    }
  }

  private static Source source(String text, String name) {
    return Source.newBuilder("js", text, name).buildLiteral();
  }

  private static int line(PolyglotException e) {
    SourceSection at = e.getSourceLocation();
    return at == null || !at.isAvailable() ? 0 : at.getStartLine();
  }

  /** The first line, without the position that it carries in front and the source that it shows. */
  private static String message(PolyglotException e) {
    return e.getMessage()
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst("^(\\w*Error): \\S+:\\d+:\\d+ ", "$1: ");
  }
}
