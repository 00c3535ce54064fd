package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.EvaluationException;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.magic.MagicException;
import java.util.Optional;

/** What the words of a magic mean as names of the session's Java variables. */
final class Names {

  private Names() {}

  /** The value of the variable, if there is a variable of this name; a null value is none. */
  static Optional<Object> variable(String name, Session session) {
    if (session.variableType(name).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(session.evaluate(name));
    } catch (EvaluationException e) {
      throw new MagicException(
          "The variable %s cannot be read: %s".formatted(name, e.getMessage()), e);
    }
  }

  /**
   * The number that a Java expression in an option comes to.
   *
   * @param option for messages, such as {@code %plot --actual}
   */
  static double number(String option, String expression, Session session) {
    try {
      if (session.evaluate(expression) instanceof Number number) {
        return number.doubleValue();
      }
    } catch (EvaluationException e) {
      throw new MagicException("%s %s: %s".formatted(option, expression, e.getMessage()), e);
    }
    throw new MagicException("%s %s: that is no number.".formatted(option, expression));
  }

  /** The value of the variable, if it is of this type. */
  static <T> Optional<T> variable(String name, Class<T> type, Session session) {
    return variable(name, session).filter(type::isInstance).map(type::cast);
  }
}
