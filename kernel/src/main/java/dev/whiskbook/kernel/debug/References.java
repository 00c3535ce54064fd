package dev.whiskbook.kernel.debug;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The numbers under which a front end asks for what is inside of something. Those of one stop end
 * with it. For one thread at a time.
 */
final class References {

  private static final AtomicInteger last = new AtomicInteger();

  private final Map<Integer, Supplier<List<Member>>> members = new HashMap<>();

  /** A number for something, as long as it is not cleared. */
  int add(Supplier<List<Member>> inside) {
    int reference = last.incrementAndGet();
    members.put(reference, inside);
    return reference;
  }

  /** What is inside, or null if the number is not known. */
  List<Member> get(int reference) {
    Supplier<List<Member>> inside = members.get(reference);
    return inside == null ? null : inside.get();
  }

  void clear() {
    members.clear();
  }
}
