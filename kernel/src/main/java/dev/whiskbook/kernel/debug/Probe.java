package dev.whiskbook.kernel.debug;

import java.util.Arrays;

/** Where woven code comes in: the methods with probes by number. */
public final class Probe {

  private static volatile MethodSites[] methods = new MethodSites[16];
  private static int registered; // guarded by the class

  private Probe() {}

  /** A method begins. Called from woven code. */
  public static Frame enter(int method) {
    MethodSites sites = methods[method];
    return DebuggedThread.current(sites).call(sites);
  }

  /** The number of a method from now on. */
  static synchronized int register(MethodSites method) {
    MethodSites[] all = methods;
    if (registered == all.length) {
      all = Arrays.copyOf(all, 2 * all.length);
    }
    all[registered] = method;
    methods = all; // publishes the element too
    return registered++;
  }
}
