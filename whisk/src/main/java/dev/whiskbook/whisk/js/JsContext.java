package dev.whiskbook.whisk.js;

import dev.whiskbook.whisk.internal.Json;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/** One GraalJS context and the exports of the source in it. Used by one thread at a time. */
final class JsContext {
  // In a holder, so that making the first function loads GraalJS and nothing before does.
  private static final class Shared {
    static final Engine ENGINE =
        Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build();
  }

  // One crossing of the border for a call; only a promise needs more.
  private static final String CALLER =
      """
      exports => (name, json) => {
        const value = exports[name](...JSON.parse(json));
        return typeof value?.then === 'function' ? value : JSON.stringify(value);
      }
      """;

  private final Context context;
  private final String name;
  private final Value exports;
  private final Value caller;

  private JsContext(Context context, String name, Value exports) {
    this.caller = context.eval("js", CALLER).execute(exports);
    this.context = context;
    this.name = name;
    this.exports = exports;
  }

  /** Evaluates a CommonJS module in sloppy mode, as Node.js would. */
  static JsContext commonJs(String text, String name, Consumer<String> console) {
    Context context = open(console);
    try {
      Value module = context.eval("js", "({exports: {}})");
      // All on the first line, so that the lines of the source keep their numbers.
      String wrapped = "(function (exports, module, require) {" + text + "\n})";
      Value body = context.eval(source(wrapped, name));
      Value require =
          context.eval(
              "js",
              "name => { throw new Error(`require('${name}') is not available: a config file runs by itself`); }");
      body.executeVoid(module.getMember("exports"), module, require);
      return new JsContext(context, name, module.getMember("exports"));
    } catch (PolyglotException e) {
      throw failed(e, name);
    }
  }

  /** Evaluates a function expression, or a script that declares or exports a function. */
  static JsContext ofFunction(String text, String name, String export, Consumer<String> console) {
    Context context = open(console);
    Value exports =
        context.eval(
            "js", "globalThis.module = {exports: {}}; globalThis.exports = module.exports");
    try {
      Value function = expression(context, text, name);
      if (function == null || !function.canExecute()) {
        Value last = context.eval(source(text, name));
        function = declared(context, export, last);
      }
      if (function == null) {
        throw new JsException(
            "%s defines no function: write (…) => …, function %s(…) {…} or exports.%s = …."
                .formatted(name, export, export),
            0,
            null);
      }
      exports.putMember(export, function);
      return new JsContext(context, name, exports);
    } catch (PolyglotException e) {
      throw failed(e, name);
    }
  }

  /**
   * Calls an exported function.
   *
   * @param jsonArguments the arguments as one JSON array
   * @return what it returned as JSON; null for undefined
   */
  String call(String export, String jsonArguments) {
    try {
      Value result = caller.execute(export, jsonArguments);
      return result.isString() || result.isNull() ? text(result) : json(settled(result));
    } catch (PolyglotException e) {
      throw failed(e, name);
    }
  }

  /** As {@code typeof}, but null and arrays are told from objects. */
  String typeOf(String export) {
    return context
        .eval(
            "js",
            "(exports, name) => exports[name] === null ? 'null'"
                + " : Array.isArray(exports[name]) ? 'array' : typeof exports[name]")
        .execute(exports, export)
        .asString();
  }

  /** An exported value as JSON; null if it is not there. */
  String value(String export) {
    try {
      Value value = exports.getMember(export);
      return value == null ? null : json(value);
    } catch (PolyglotException e) {
      throw failed(e, name);
    }
  }

  /** The source of an exported function as an expression; empty for one that is not JavaScript. */
  Optional<String> sourceOf(String export) {
    String text =
        context
            .eval("js", "f => Function.prototype.toString.call(f)")
            .execute(exports.getMember(export))
            .asString();
    // A method, run(params) {…}, is no expression by itself.
    return Stream.of(text, "Object.values({" + text + "})[0]").filter(this::parses).findFirst();
  }

  private boolean parses(String expression) {
    try {
      context.parse("js", "(" + expression + ")");
      return true;
    } catch (PolyglotException e) {
      return false;
    }
  }

  /** Ends what runs in the context, from another thread, and the context with it. */
  void cancel() {
    context.close(true);
  }

  static Context open(Consumer<String> console) {
    LineStream lines = new LineStream(console);
    // Nothing is allowed that is not named here: no host classes, files, network, threads.
    return Context.newBuilder("js").engine(Shared.ENGINE).out(lines).err(lines).build();
  }

  private static Source source(String text, String name) {
    return Source.newBuilder("js", text, name).buildLiteral();
  }

  /** The source as an expression, or null if it is none. */
  private static Value expression(Context context, String text, String name) {
    String bare = text.stripTrailing().replaceAll(";+$", "");
    try {
      return context.eval(source("(" + bare + "\n)", name));
    } catch (PolyglotException asExpression) {
      if (!asExpression.isSyntaxError()) {
        throw asExpression;
      }
      try {
        context.parse(source(text, name));
        return null;
      } catch (PolyglotException asScript) {
        // Neither: the reading that came farther is the one that was meant.
        throw line(asExpression) > line(asScript) ? asExpression : asScript;
      }
    }
  }

  /** The function that a script exports, declares, or ends with; null if it does none of these. */
  private static Value declared(Context context, String export, Value last) {
    Value found =
        context
            .eval(
                "js",
                "name => [module.exports, module.exports[name], exports[name]]"
                    + ".find(f => typeof f === 'function')")
            .execute(export);
    if (found.canExecute()) {
      return found;
    }
    // const and let are no members of the global object, so the name itself is evaluated.
    Value named =
        context.eval("js", "typeof " + export + " === 'function' ? " + export + " : undefined");
    if (named.canExecute()) {
      return named;
    }
    return last.canExecute() ? last : null;
  }

  /** The value of a promise; anything else as it is. */
  private Value settled(Value value) {
    if (!value.canInvokeMember("then")) {
      return value;
    }
    Value[] fulfilled = new Value[1];
    Value[] rejected = new Value[1];
    ProxyExecutable onFulfilled = arguments -> fulfilled[0] = arguments[0];
    ProxyExecutable onRejected = arguments -> rejected[0] = arguments[0];
    // GraalJS runs the promise jobs before this call returns.
    value.invokeMember("then", onFulfilled, onRejected);
    if (rejected[0] != null) {
      throw new JsException(
          "%s: its promise was rejected: %s"
              .formatted(name, text(context.eval("js", "String").execute(rejected[0]))),
          0,
          null);
    }
    if (fulfilled[0] == null) {
      throw new JsException("%s: its promise never settled.".formatted(name), 0, null);
    }
    return fulfilled[0];
  }

  private String json(Value value) {
    return text(context.eval("js", "JSON.stringify").execute(value));
  }

  private static String text(Value string) {
    return string.isNull() ? null : string.asString();
  }

  private static int line(PolyglotException e) {
    SourceSection at = e.getSourceLocation();
    return at == null || !at.isAvailable() ? 0 : at.getStartLine();
  }

  private static JsException failed(PolyglotException e, String name) {
    int line = lineIn(name, e);
    String where = line > 0 ? "%s, line %d".formatted(name, line) : name;
    return new JsException(where + ": " + message(e), line, e);
  }

  /** The line of the innermost place that lies in this source; 0 if none does. */
  private static int lineIn(String name, PolyglotException e) {
    SourceSection at = e.getSourceLocation();
    if (at != null && at.isAvailable() && at.getSource().getName().equals(name)) {
      return at.getStartLine();
    }
    for (PolyglotException.StackFrame frame : e.getPolyglotStackTrace()) {
      SourceSection place = frame.isGuestFrame() ? frame.getSourceLocation() : null;
      if (place != null && place.getSource().getName().equals(name)) {
        return place.getStartLine();
      }
    }
    return 0;
  }

  /** The first line, without the place that syntax errors carry: it stands in our message. */
  private static String message(PolyglotException e) {
    String text = e.getMessage() == null ? e.toString() : e.getMessage();
    String first = text.lines().findFirst().orElse("");
    return Json.brief(first.replaceFirst("^(\\w*Error): .*?:\\d+:\\d+ ", "$1: "));
  }
}
