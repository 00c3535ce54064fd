package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.EvaluationException;
import dev.whiskbook.kernel.MethodSignature;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.ArgsGenerator;
import dev.whiskbook.whisk.FanOut;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import tech.tablesaw.api.Table;

/** Finds the arguments of a fan-out among args cells, Java methods and variables. */
final class ArgsGenerators {

  private static final Set<String> WHOLE_NUMBERS = Set.of("int", "long", "Integer");

  private ArgsGenerators() {}

  /**
   * The fan-out with the arguments of this name.
   *
   * @param name of an args cell, of a method {@code (int i, int n)} or {@code (int i)}, or of a
   *     variable that holds a list, a table, an args generator or a lambda; or a Java lambda itself
   * @throws MagicException if it is none of these
   */
  static FanOut with(String name, FanOut fanOut, Workbench workbench, Session session) {
    var cell = workbench.generator(name);
    if (cell.isPresent()) {
      return fanOut.args(cell.get());
    }
    List<MethodSignature> methods = session.methods(name);
    if (!methods.isEmpty()) {
      return fanOut.args(method(name, methods, session));
    }
    if (name.contains("->")) {
      return fanOut.args(generator(name, name, session));
    }
    Object value =
        Names.variable(name, session)
            .orElseThrow(
                () ->
                    new MagicException(
                        "--args "
                            + name
                            + ": there is no %%args cell, Java method or variable of this name."));
    return switch (value) {
      case List<?> list -> fanOut.args(list);
      case Table table -> fanOut.args(table);
      default -> fanOut.args(ofValue(name, value));
    };
  }

  private static ArgsGenerator method(String name, List<MethodSignature> methods, Session session) {
    for (MethodSignature method : methods.reversed()) {
      List<String> types = method.parameterTypes();
      if (WHOLE_NUMBERS.containsAll(types) && (types.size() == 1 || types.size() == 2)) {
        String arguments = types.size() == 1 ? "i" : "i, n";
        return generator(name, "(i, n) -> %s(%s)".formatted(name, arguments), session);
      }
    }
    throw new MagicException(
        "--args %s: an args generator takes (int i, int n) or (int i), and %s takes (%s)."
            .formatted(name, name, String.join(", ", methods.getLast().parameterTypes())));
  }

  private static ArgsGenerator generator(String name, String lambda, Session session) {
    try {
      return (ArgsGenerator)
          session.evaluate("(%s) (%s)".formatted(ArgsGenerator.class.getName(), lambda));
    } catch (EvaluationException e) {
      throw new MagicException("--args %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  @SuppressWarnings("unchecked") // a lambda for other types says so when it is called
  private static ArgsGenerator ofValue(String name, Object value) {
    return switch (value) {
      case ArgsGenerator generator -> generator;
      case IntFunction<?> function -> (i, n) -> function.apply(i);
      case BiFunction<?, ?, ?> function ->
          (i, n) -> ((BiFunction<Object, Object, Object>) function).apply(i, n);
      default ->
          throw new MagicException(
              "--args %s: it is a %s, and arguments come from a List, a Table, an ArgsGenerator, an IntFunction or a BiFunction."
                  .formatted(name, value.getClass().getSimpleName()));
    };
  }
}
