package dev.whiskbook.kernel.debug;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The breakpoints of all cells, and the methods in which they are. A method comes to know whether
 * it has any when it is placed, and when those of its cell change.
 */
final class Breakpoints {

  private final Expressions expressions;

  // All guarded by this.
  private final Map<String, List<Breakpoint>> byPath = new LinkedHashMap<>();
  private final Map<String, List<MethodSites>> methods = new LinkedHashMap<>();

  Breakpoints(Expressions expressions) {
    this.expressions = expressions;
  }

  /** The breakpoints of a cell from now on. */
  synchronized void set(String path, List<Breakpoint> breakpoints) {
    if (breakpoints.isEmpty()) {
      byPath.remove(path);
    } else {
      byPath.put(path, List.copyOf(breakpoints));
    }
    apply(path);
  }

  synchronized Map<String, List<Breakpoint>> all() {
    return new LinkedHashMap<>(byPath);
  }

  /** New methods, whose places are known now. */
  synchronized void add(List<MethodSites> placed) {
    for (MethodSites method : placed) {
      methods.computeIfAbsent(method.path(), _ -> new ArrayList<>()).add(method);
    }
    placed.stream().map(MethodSites::path).distinct().forEach(this::apply);
  }

  /** Forgets everything. */
  synchronized void clear() {
    byPath.clear();
    methods.clear();
  }

  private void apply(String path) {
    List<MethodSites> ofCell = methods.getOrDefault(path, List.of());
    List<Breakpoint> breakpoints = byPath.getOrDefault(path, List.of());
    breakpoints.forEach(breakpoint -> move(breakpoint, ofCell));
    for (MethodSites method : ofCell) {
      method.stopAt(line -> breakpoints.stream().anyMatch(b -> b.line() == line));
    }
  }

  /**
   * Moves a breakpoint to a line with code: the next of its snippet, as in the head of a method;
   * else the last.
   */
  private static void move(Breakpoint breakpoint, List<MethodSites> methods) {
    NavigableSet<Integer> lines = new TreeSet<>();
    for (MethodSites method : methods) {
      if (method.snippetSpans(breakpoint.asked())) {
        method.linesWithCode().forEach(lines::add);
      }
    }
    if (!lines.isEmpty()) {
      Integer found = lines.ceiling(breakpoint.asked());
      breakpoint.moveTo(found == null ? lines.last() : found);
    }
  }

  /** Whether a frame that has come to a line with breakpoints is to stop for one of them. */
  boolean isHit(Frame frame) {
    boolean stop = false;
    for (Breakpoint breakpoint : at(frame)) {
      Breakpoint.Terms terms = breakpoint.terms();
      if (!terms.condition().isBlank() && !expressions.isTrue(terms.condition(), frame)) {
        continue;
      }
      if (breakpoint.countHit()) {
        if (terms.logMessage().isBlank()) {
          stop = true;
        } else {
          expressions.log(terms.logMessage(), frame);
        }
      }
    }
    return stop;
  }

  private synchronized List<Breakpoint> at(Frame frame) {
    return byPath.getOrDefault(frame.method().path(), List.of()).stream()
        .filter(breakpoint -> breakpoint.line() == frame.line())
        .toList();
  }

  /** The first line from the given one on that can have code: not blank, no comment, no import. */
  static int lineWithCode(Optional<String> source, int asked) {
    List<String> lines = source.stream().flatMap(String::lines).map(String::strip).toList();
    for (int line = asked; line <= lines.size(); line++) {
      String text = lines.get(line - 1);
      boolean none =
          text.isEmpty() || Stream.of("//", "/*", "*", "import ").anyMatch(text::startsWith);
      if (!none) {
        return line;
      }
    }
    return asked;
  }
}
