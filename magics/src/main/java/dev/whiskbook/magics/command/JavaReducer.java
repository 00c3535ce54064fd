package dev.whiskbook.magics.command;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * A call of a reducer method of the session, with the type of its argument. The session makes
 * subclasses from the method's signature (see {@link JavaReducers}), so that the compiler resolves
 * the type by the user's own imports and declarations.
 *
 * @param <A> what the method takes
 */
public abstract class JavaReducer<A> {

  /** Calls the method. */
  public abstract Object reduce(A results) throws Exception;

  final Type argumentType() {
    return ((ParameterizedType) getClass().getGenericSuperclass()).getActualTypeArguments()[0];
  }
}
