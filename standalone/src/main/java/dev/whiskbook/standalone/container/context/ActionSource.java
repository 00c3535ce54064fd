package dev.whiskbook.standalone.container.context;

import dev.whiskbook.standalone.entity.Exec;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Source;

/**
 * An action's code as GraalJS loads it: inside a function, as the nodejs runtime does, so that
 * {@code main} may be declared in any way and actions may end in a comment. The wrapping adds no
 * line, so line numbers in stack traces are the author's own.
 *
 * @param wrapped evaluates to a function of exports, module and require that returns the entry
 *     point
 * @param plain the author's text alone, to find syntax errors in
 */
record ActionSource(String name, Source wrapped, Source plain) {
  private static final String PREFIX = "(function(exports,module,require){return(function(){";
  private static final Pattern PATH =
      Pattern.compile("([A-Za-z_$][\\w$]*)(?:\\.[A-Za-z_$][\\w$]*)*");

  static ActionSource of(String actionName, Exec exec) {
    String name = actionName + ".js";
    Matcher path = PATH.matcher(exec.entryPoint());
    String entry =
        path.matches()
            ? "typeof %s==='undefined'?undefined:%s".formatted(path.group(1), path.group())
            : "undefined";
    String text = PREFIX + exec.code() + "\nreturn " + entry + "})()})";
    return new ActionSource(
        name,
        Source.newBuilder("js", text, name).buildLiteral(),
        Source.newBuilder("js", exec.code(), name).cached(false).buildLiteral());
  }

  /** Takes the prefix out of the columns of line 1 in a stack trace. */
  String ownColumns(String stack) {
    return Pattern.compile(Pattern.quote(name) + ":1:(\\d+)")
        .matcher(stack)
        .replaceAll(
            m ->
                Matcher.quoteReplacement(
                    name + ":1:" + Math.max(1, Integer.parseInt(m.group(1)) - PREFIX.length())));
  }
}
