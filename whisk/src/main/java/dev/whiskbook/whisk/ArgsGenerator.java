package dev.whiskbook.whisk;

import java.util.OptionalInt;

/** Makes the arguments of each action of a fan-out. */
@FunctionalInterface
public interface ArgsGenerator {

  /**
   * The arguments of one action. Called once for each action number, in order, on the thread that
   * runs the fan-out, before the first invocation.
   *
   * @param i the action number, from 0
   * @param n how many actions there are
   * @return a map, record, bean or JSON node that becomes a JSON object of at most 1 MiB
   * @throws Exception which ends the fan-out before anything is invoked
   */
  Object args(int i, int n) throws Exception;

  /**
   * How many actions it has arguments for; empty for as many as one likes. It is how many run where
   * no number is said.
   */
  default OptionalInt size() {
    return OptionalInt.empty();
  }
}
