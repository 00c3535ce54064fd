package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.EvaluationException;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Measures small pieces of code in loops, as IPython's timeit does. */
final class LoopTimer {

  /** A repetition is at least so long, so that the clock's own step does not count. */
  private static final long ENOUGH_NANOS = 200_000_000;

  private static final int MAX_LOOPS = 1_000_000_000;

  /** Takes what the code returns, so that the compiler cannot leave the code out. */
  @SuppressWarnings("unused")
  private static volatile Object sink;

  private LoopTimer() {}

  /**
   * Times code. The loops that find out how many are needed also warm it up.
   *
   * @param loops how often it runs in a repetition; 0 for as often as takes 0.2 s
   * @param repetitions how often that is measured
   * @throws EvaluationException if it does not compile
   * @throws Exception what the code threw
   */
  static Timing time(Session session, String code, long loops, int repetitions) throws Exception {
    Callable<?> body = compiled(session, code);
    long n = loops;
    if (n == 0) {
      n = 1;
      while (run(body, n) < ENOUGH_NANOS && n < MAX_LOOPS) {
        n *= 10;
      }
    }
    List<Double> nanos = new ArrayList<>();
    for (int i = 0; i < repetitions; i++) {
      nanos.add((double) run(body, n) / n);
    }
    return new Timing(n, nanos);
  }

  private static long run(Callable<?> body, long loops) throws Exception {
    Object last = null;
    long begun = System.nanoTime();
    for (long i = 0; i < loops; i++) {
      last = body.call();
    }
    long nanos = System.nanoTime() - begun;
    sink = last;
    return nanos;
  }

  /** Code that has a value, or else statements. */
  private static Callable<?> compiled(Session session, String code) throws EvaluationException {
    String type = "(java.util.concurrent.Callable<Object>) () -> ";
    String text = code.strip();
    if (!text.endsWith(";") && !text.endsWith("}")) {
      try {
        return (Callable<?>) session.evaluate(type + "(" + text + "\n)");
      } catch (EvaluationException e) {
        text += ";"; // it may be a call of a void method; if not, what follows says what is wrong
      }
    }
    return (Callable<?>) session.evaluate(type + "{ " + text + "\nreturn null; }");
  }
}
