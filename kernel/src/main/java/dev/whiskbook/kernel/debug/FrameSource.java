package dev.whiskbook.kernel.debug;

import dev.whiskbook.kernel.debug.MethodSites.Variable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The source by which an expression is evaluated at a place in a cell: a lambda that declares the
 * variables that are in scope there, and hands back what they are afterwards. What {@code this} has
 * is reached through {@code this.}.
 */
record FrameSource(String expression, List<Variable> variables) {

  /** {@code this}, or a string, in which it means nothing. */
  private static final Pattern THIS_OR_STRING =
      Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"|(?<![\\w$])this(?![\\w$])");

  static FrameSource of(String expression, Frame frame) {
    return new FrameSource(
        expression.strip().replaceFirst(";+$", ""), frame.method().variables(frame.site()));
  }

  String asExpression() {
    return source("Object result$ = " + code() + "\n;\n");
  }

  /** For calls of methods that return nothing. */
  String asStatement() {
    return source(code() + "\n;\nObject result$ = null;\n");
  }

  private String code() {
    return THIS_OR_STRING
        .matcher(expression)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(found.group().equals("this") ? "this$" : found.group()));
  }

  private String source(String body) {
    var declarations = new StringBuilder();
    var results = new StringBuilder();
    for (int i = 0; i < variables.size(); i++) {
      Variable variable = variables.get(i);
      String name = variable.name().equals("this") ? "this$" : variable.name();
      String type = TypeNames.source(variable.signature());
      declarations.append("%s %s = (%1$s) values$[%d];\n".formatted(type, name, i));
      results.append("values$[%d] = %s;\n".formatted(i, name));
    }
    return "(%s) (values$) -> {\n%s%s%sreturn result$;\n}"
        .formatted(FrameCode.class.getName(), declarations, body, results);
  }

  /** An expression to be evaluated in frames of one place. */
  record Compiled(FrameCode code, List<Variable> variables) {

    /** Evaluates it in a frame; the variables that it assigns are set there. */
    Object evaluate(Frame frame) throws Throwable {
      Object[] values = variables.stream().map(frame::get).toArray();
      Object[] before = values.clone();
      Object result = code.evaluate(values);
      for (int i = 0; i < values.length; i++) {
        Variable variable = variables.get(i);
        if (!isSame(variable, values[i], before[i])) {
          frame.set(variable, values[i]);
        }
      }
      return result;
    }

    @SuppressWarnings("ReferenceEquality") // asks for the same object; equals is a user's code
    private static boolean isSame(Variable variable, Object value, Object other) {
      return variable.isPrimitive() ? value.equals(other) : value == other;
    }
  }
}
