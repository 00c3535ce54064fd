package dev.whiskbook.kernel.debug;

/** An expression that was compiled for a place in a cell. Implemented by code that JShell makes. */
@FunctionalInterface
public interface FrameCode {

  /**
   * Evaluates it.
   *
   * @param variables the values of the variables in scope, in an order agreed upon; their values
   *     after it, as well
   * @throws Throwable what the expression throws
   */
  Object evaluate(Object[] variables) throws Throwable;
}
