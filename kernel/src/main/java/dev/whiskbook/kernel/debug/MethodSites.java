package dev.whiskbook.kernel.debug;

import dev.whiskbook.kernel.jshell.CellLine;
import dev.whiskbook.kernel.jshell.Origin;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is known of a method with probes: its sites, which are the places where its line changes,
 * and its local variables. Where in a cell the sites are is filled in later, but before the method
 * runs, by {@link #place}: JShell says it only then.
 */
final class MethodSites {

  /** A local variable; in scope from one index of the bytecode up to, without, another. */
  record Variable(String name, int slot, int start, int end, String descriptor, String signature) {

    boolean isPrimitive() {
      return descriptor.length() == 1;
    }
  }

  /** Where a line begins: an index of the bytecode, and the line in the source that JShell made. */
  record Site(int index, int classLine) {}

  /** Exceptions of a class, from one index of the bytecode up to, without, another, are caught. */
  record Handler(int start, int end, String exception) {}

  private final Debugger debugger;
  private final String className;
  private final String name;
  private final int slots;
  private final List<Site> sites;
  private final List<Variable> variables;
  private final List<Handler> handlers;

  private Origin origin = Origin.HIDDEN;
  private String path = "";
  private int lastLine;

  /** The line of the cell at each site; 0 for what JShell has put around the user's code. */
  private int[] lines;

  /** Whether there is a breakpoint at the site. */
  private volatile boolean[] stops;

  /**
   * @param slots how many slots its local variables need
   * @param sites in the order of the bytecode
   */
  MethodSites(
      Debugger debugger,
      String className,
      String name,
      int slots,
      List<Site> sites,
      List<Variable> variables,
      List<Handler> handlers) {
    this.debugger = debugger;
    this.className = className;
    this.name = name;
    this.slots = slots;
    this.sites = List.copyOf(sites);
    this.variables = List.copyOf(variables);
    this.handlers = List.copyOf(handlers);
    lines = new int[sites.size()];
    stops = new boolean[sites.size()];
  }

  Debugger debugger() {
    return debugger;
  }

  /** The binary name of its class. */
  String className() {
    return className;
  }

  int slots() {
    return slots;
  }

  /** Whether it holds a snippet's statements, which belong to no method of the user's. */
  boolean isTopLevel() {
    return name.startsWith("do_it$");
  }

  Origin origin() {
    return origin;
  }

  /** The name of its cell, as {@link CellSources} has it. */
  String path() {
    return path;
  }

  int line(int site) {
    return lines[site];
  }

  IntStream linesWithCode() {
    return IntStream.of(lines).filter(line -> line > 0);
  }

  boolean stopsAt(int site) {
    return stops[site];
  }

  /** Says where the sites are: the places of the lines of its class, null where there is none. */
  void place(CellLine[] places, CellSources sources) {
    int[] found = new int[sites.size()];
    for (int site = 0; site < found.length; site++) {
      int classLine = sites.get(site).classLine();
      CellLine place = at(places, classLine);
      if (place == null && isTopLevel()) {
        // JShell puts "int x_ =" on a line of its own, above the user's expression.
        place = at(places, classLine + 1);
      }
      if (place != null && !place.origin().isHidden()) {
        found[site] = place.line();
        origin = place.origin();
      }
    }
    lines = found;
    if (!origin.isHidden()) {
      path = sources.add(origin.source());
      lastLine =
          Stream.of(places)
              .filter(place -> place != null && place.origin().equals(origin))
              .mapToInt(CellLine::line)
              .max()
              .orElse(origin.line());
    }
  }

  /** Whether a line of the cell belongs to the snippet that the method is part of. */
  boolean snippetSpans(int line) {
    return origin.line() <= line && line <= lastLine;
  }

  private static CellLine at(CellLine[] places, int line) {
    return line < places.length ? places[line] : null;
  }

  /** Sets the breakpoints: at the first site of each line that has one. */
  void stopAt(IntPredicate lineHasBreakpoint) {
    boolean[] changed = new boolean[lines.length];
    for (int site = 0; site < lines.length; site++) {
      changed[site] = lines[site] > 0 && lineHasBreakpoint.test(lines[site]) && isFirst(site);
    }
    stops = changed;
  }

  private boolean isFirst(int site) {
    for (int earlier = 0; earlier < site; earlier++) {
      if (lines[earlier] == lines[site]) {
        return false;
      }
    }
    return true;
  }

  /** The variables of the user's that are in scope at a site, parameters first. */
  List<Variable> variables(int site) {
    int index = sites.get(site).index();
    return variables.stream()
        .filter(v -> v.start() <= index && index < v.end() && isUsers(v))
        .sorted(Comparator.comparingInt(Variable::slot))
        .toList();
  }

  /** JShell evaluates {@code int x = 1} as {@code int x_ = 1; x = x_}. */
  private boolean isUsers(Variable variable) {
    return !(isTopLevel() && variable.name().endsWith("_"));
  }

  /** Whether code that begins at a site is inside a try that catches the exception. */
  boolean catches(int site, Throwable exception) {
    int start = site < 0 ? 0 : sites.get(site).index();
    int end = site + 1 < sites.size() ? sites.get(site + 1).index() : Integer.MAX_VALUE;
    return handlers.stream()
        .anyMatch(
            handler ->
                handler.start() < end
                    && handler.end() > start
                    && isA(exception, handler.exception()));
  }

  private static boolean isA(Throwable exception, String className) {
    Class<?> type = exception.getClass();
    while (type != null && !type.getName().equals(className)) {
      type = type.getSuperclass();
    }
    return type != null;
  }

  /** How a stack shows it: {@code fib, cell 3}. */
  String title() {
    String cell = "cell " + origin.cell();
    if (isTopLevel()) {
      return cell;
    }
    String type = className.replaceFirst("^REPL\\.\\$JShell\\$\\w+\\$?", "").replace('$', '.');
    String owner = type.isEmpty() ? "" : type + ".";
    if (name.startsWith("lambda$")) {
      return "lambda, " + cell;
    }
    String method =
        switch (name) {
          case "<init>" -> "new " + type;
          case "<clinit>" -> owner + "static";
          default -> owner + name;
        };
    return method + ", " + cell;
  }
}
