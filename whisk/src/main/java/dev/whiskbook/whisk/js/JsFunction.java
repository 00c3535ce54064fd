package dev.whiskbook.whisk.js;

import dev.whiskbook.whisk.ArgsGenerator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Functions of the data's way that are written in JavaScript and run in this JVM.
 *
 * <p>The source is a function expression ({@code (i, n) => ({…})} or {@code function (i, n) {…}})
 * or a script that declares or exports a function of the expected name. It is parsed at once, so
 * that a mistake shows where it was made. A function that returns a promise is waited for.
 * Interrupting the calling thread ends the JavaScript, too; its global state then begins anew.
 */
public final class JsFunction {
  private JsFunction() {}

  /**
   * Loads GraalJS, which takes about a second of a processor: the first action and the first
   * function need not wait for it then.
   */
  public static void load() {
    JsAction.withMain("params => params", "load", 1);
    var _ = reducer("results => results.length", "load").apply(List.of());
  }

  /** As {@link #args(String, String, Consumer)}; {@code console.log} goes to {@code System.out}. */
  public static ArgsGenerator args(String source, String name) {
    return args(source, name, JsFunction::print);
  }

  /**
   * An args generator; the function is called {@code args} where it has a name.
   *
   * @param source JavaScript
   * @param name what messages call the source, for instance the cell
   * @param console gets each line that the JavaScript logs
   * @throws JsException if the source does not parse or defines no such function
   */
  public static ArgsGenerator args(String source, String name, Consumer<String> console) {
    JsModule module = JsModule.ofFunction(source, name, "args", console);
    return (i, n) -> module.call("args", Integer.toString(i), Integer.toString(n));
  }

  /** As {@link #reducer(String, String, Consumer)}; logs go to {@code System.out}. */
  public static Function<List<JsonNode>, JsonNode> reducer(String source, String name) {
    return reducer(source, name, JsFunction::print);
  }

  /**
   * A reducer, called with an array of results; the function is called {@code reduce} where it has
   * a name. What it returns must be JSON; nothing at all becomes a JSON null.
   *
   * @param source JavaScript
   * @param name what messages call the source, for instance the cell
   * @param console gets each line that the JavaScript logs
   * @throws JsException if the source does not parse or defines no such function
   */
  public static Function<List<JsonNode>, JsonNode> reducer(
      String source, String name, Consumer<String> console) {
    JsModule module = JsModule.ofFunction(source, name, "reduce", console);
    return results -> module.call("reduce", results.toString());
  }

  // A method and not System.out::println, which would keep the stream of the moment.
  private static void print(String line) {
    System.out.println(line);
  }
}
