package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.EvaluationException;
import dev.whiskbook.kernel.MethodSignature;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.magic.MagicException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Finds reducers among the session's Java methods and variables, and converts results for them. */
final class JavaReducers {

  private static final JsonMapper JSON = JsonMapper.shared();

  private JavaReducers() {}

  /**
   * The reducer of this name.
   *
   * @param name of a method with one parameter, a collection or array; or of a variable of a
   *     declared type {@code Function<List<…>, …>}; or a lambda over a List of JsonNode
   * @throws MagicException if there is none, or it takes something else
   */
  static Function<List<JsonNode>, Object> find(String name, Session session) {
    if (name.contains("->") || name.contains("::")) {
      String type = "java.util.List<%s>".formatted(JsonNode.class.getName());
      String lambda = "((java.util.function.Function<%s, Object>) (%s))".formatted(type, name);
      return reducer(name, type, "return " + lambda + ".apply(results);", session);
    }
    List<MethodSignature> methods = session.methods(name);
    Optional<MethodSignature> method =
        methods.reversed().stream().filter(m -> m.parameterTypes().size() == 1).findFirst();
    if (method.isPresent()) {
      String type = method.get().parameterTypes().getFirst();
      boolean isVoid = method.get().returnType().equals("void");
      String body = isVoid ? name + "(results); return null;" : "return " + name + "(results);";
      return reducer(name, type, body, session);
    }
    if (!methods.isEmpty()) {
      throw new MagicException(
          "%s cannot reduce: a reducer takes one parameter, the List of results, and %s takes (%s)."
              .formatted(name, name, String.join(", ", methods.getLast().parameterTypes())));
    }
    String variable = session.variableType(name).orElseThrow(() -> unknown(name));
    if (!variable.startsWith("Function<")) {
      throw new MagicException(
          "%s cannot reduce: it is a variable of type %s, and a reducer is a method or a Function<List<…>, …>."
              .formatted(name, variable));
    }
    return reducer(
        name, firstTypeArgument(variable), "return " + name + ".apply(results);", session);
  }

  private static Function<List<JsonNode>, Object> reducer(
      String name, String type, String body, Session session) {
    String superclass = "%s<%s>".formatted(JavaReducer.class.getName(), type);
    String expression =
        "(%s) new %s() { public Object reduce(%s results) throws Exception { %s } }"
            .formatted(superclass, superclass, type, body);
    try {
      return reducer(name, type, (JavaReducer<?>) session.evaluate(expression));
    } catch (EvaluationException e) {
      throw new MagicException("%s(%s) cannot reduce: %s".formatted(name, type, e.getMessage()), e);
    }
  }

  @SuppressWarnings("unchecked") // what is handed over was converted to just that type
  private static Function<List<JsonNode>, Object> reducer(
      String name, String typeText, JavaReducer<?> reducer) {
    JavaType type = JSON.getTypeFactory().constructType(reducer.argumentType());
    if (!type.isCollectionLikeType() && !type.isArrayType()) {
      throw new MagicException(
          "%s cannot reduce: it takes a %s, and a reducer takes the List of results."
              .formatted(name, typeText));
    }
    return results -> {
      Object converted = converted(results, type, "%s(%s)".formatted(name, typeText));
      try {
        return ((JavaReducer<Object>) reducer).reduce(converted);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("The reducer %s was interrupted.".formatted(name), e);
      } catch (Exception e) {
        throw new IllegalStateException("The reducer %s threw %s.".formatted(name, e), e);
      }
    };
  }

  private static Object converted(List<JsonNode> results, JavaType type, String signature) {
    ArrayNode array = JSON.createArrayNode().addAll(results);
    try {
      return JSON.convertValue(array, type);
    } catch (JacksonException e) {
      throw new IllegalStateException(
          "The results do not fit %s: %s"
              .formatted(signature, misfit(results, type.getContentType(), e)),
          e);
    }
  }

  /** Which result it was: converted one by one, the first that fails. */
  private static String misfit(List<JsonNode> results, JavaType element, JacksonException whole) {
    for (JsonNode result : results) {
      try {
        JSON.convertValue(result, element);
      } catch (JacksonException e) {
        return "%s is no %s: %s"
            .formatted(result, element.getRawClass().getSimpleName(), e.getOriginalMessage());
      }
    }
    return whole.getOriginalMessage();
  }

  /** What stands between the first angle bracket and the comma that is not inside of others. */
  private static String firstTypeArgument(String type) {
    int depth = 0;
    for (int i = 0; i < type.length(); i++) {
      char c = type.charAt(i);
      if (depth == 1 && (c == ',' || c == '>')) {
        return type.substring(type.indexOf('<') + 1, i).strip();
      }
      depth += c == '<' ? 1 : c == '>' ? -1 : 0;
    }
    throw new IllegalArgumentException(type + " has no type arguments.");
  }

  private static MagicException unknown(String name) {
    return new MagicException(
        "There is no Java method or variable %s in this session. A reducer is a method such as double estimate(List<Map<String, Object>> results)."
            .formatted(name));
  }
}
