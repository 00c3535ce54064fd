package dev.whiskbook.kernel.assist;

import dev.whiskbook.kernel.Completeness;
import dev.whiskbook.kernel.Completeness.Status;
import dev.whiskbook.kernel.Completions;
import dev.whiskbook.kernel.Completions.Completion;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.javadoc.SourceJars;
import dev.whiskbook.kernel.jshell.JavaEvaluator;
import dev.whiskbook.kernel.magic.CellParser;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.Magics;
import dev.whiskbook.kernel.magic.Segment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an editor asks about a cell while it is written. None of the answers waits for a cell that
 * runs or is being compiled. Positions are indexes into the text.
 */
public final class Assistance implements AutoCloseable {

  private final JavaEvaluator evaluator;
  private final JavaAssistance java;
  private final MagicAssistance magics;

  /**
   * The assistance in the cells of a session.
   *
   * @param compilerOptions the session's options of javac
   * @param sources of jars on its class path
   */
  public Assistance(
      Session session,
      JavaEvaluator evaluator,
      Magics magics,
      List<String> compilerOptions,
      SourceJars sources) {
    this.evaluator = evaluator;
    this.java = new JavaAssistance(evaluator, compilerOptions, sources);
    this.magics = new MagicAssistance(magics, session);
  }

  /** Lists the classes that can be imported, so that the first completion need not. */
  public void prepare() {
    java.prepare();
  }

  /** What could stand at the cursor. */
  public Completions complete(String cell, int cursor) {
    String before = cell.substring(0, cursor);
    int lineStart = before.lastIndexOf('\n') + 1;
    String line = before.substring(lineStart);
    if (line.strip().matches("\\?*%{1,2}\\w*")) {
      int start = before.indexOf('%', lineStart);
      boolean first = before.substring(0, start).replace("?", "").isBlank();
      return new Completions(magics.names(before.substring(start), first), start, cursor);
    }
    if (line.strip().startsWith("?")) {
      String alone = " ".repeat(lineStart) + line.replace('?', ' ');
      return java.complete(alone, cursor);
    }
    Optional<MagicLine> magic = MagicLine.at(before);
    if (magic.isEmpty()) {
      return java.complete(cell, cursor);
    }
    MagicLine at = magic.get();
    if (at.body() && magics.body(at.name()) == Magic.Body.JAVA) {
      return java.complete(withoutFirstLine(cell), cursor);
    }
    Optional<Completions> value = at.body() ? Optional.empty() : javaValue(at, cursor);
    return value.orElseGet(() -> new Completions(magics.arguments(at), at.start(), cursor));
  }

  private static String withoutFirstLine(String cell) {
    int end = cell.indexOf('\n', cell.indexOf("%%"));
    return " ".repeat(end) + cell.substring(end);
  }

  /** Completes {@code $name} and {@code {expression}} in the arguments of a magic. */
  private Optional<Completions> javaValue(MagicLine line, int cursor) {
    String word = line.word();
    int dollar = word.lastIndexOf('$');
    if (dollar >= 0
        && word.substring(dollar + 1).chars().allMatch(Character::isJavaIdentifierPart)) {
      String name = word.substring(dollar + 1);
      List<Completion> variables =
          evaluator.declarations().variables().stream()
              .filter(v -> v.name().startsWith(name))
              .map(v -> new Completion(v.name(), "variable", v.name() + " : " + v.type(), ""))
              .toList();
      return Optional.of(new Completions(variables, cursor - name.length(), cursor));
    }
    int brace = word.lastIndexOf('{');
    if (brace < 0 || word.indexOf('}', brace) >= 0) {
      return Optional.empty();
    }
    int start = line.start() + brace + 1;
    Completions found = java.complete(word.substring(brace + 1), cursor - start);
    return Optional.of(
        new Completions(found.matches(), found.start() + start, found.end() + start));
  }

  /** What is known about the thing at the cursor. */
  public Optional<MimeBundle> inspect(String cell, int cursor, int detailLevel) {
    int lineEnd = cell.indexOf('\n', cursor);
    String toLineEnd = lineEnd < 0 ? cell : cell.substring(0, lineEnd);
    Optional<MagicLine> magic = MagicLine.at(toLineEnd);
    if (magic.isEmpty()) {
      return java.inspect(cell, cursor, detailLevel);
    }
    if (!magic.get().body()) {
      return magics.help(
          MagicLine.at(cell.substring(0, wordEnd(cell, cursor))).orElse(magic.get()));
    }
    return magics.body(magic.get().name()) == Magic.Body.JAVA
        ? java.inspect(withoutFirstLine(cell), cursor, detailLevel)
        : Optional.empty();
  }

  private static int wordEnd(String cell, int cursor) {
    int end = cursor;
    while (end < cell.length() && !Character.isWhitespace(cell.charAt(end))) {
      end++;
    }
    return end;
  }

  /** What is known about a name that stands alone, such as {@code String} or {@code %fanout}. */
  public Optional<MimeBundle> describe(String name, int detailLevel) {
    if (!name.startsWith("%")) {
      return java.inspect(name, name.length(), detailLevel);
    }
    return Stream.of(name, name.startsWith("%%") ? name.substring(1) : "%" + name)
        .flatMap(form -> MagicLine.at(form).flatMap(magics::help).stream())
        .findFirst();
  }

  /** Whether code is a whole cell, the beginning of one, or wrong in any case. */
  public Completeness isComplete(String cell) {
    List<Segment> segments = CellParser.parse(cell);
    Segment last = segments.isEmpty() ? null : segments.getLast();
    if (last instanceof Segment.CellMagic) {
      boolean open = !cell.endsWith("\n"); // more lines may follow; an empty one ends it
      return new Completeness(open ? Status.INCOMPLETE : Status.COMPLETE, "");
    }
    if (last instanceof Segment.LineMagic && cell.stripTrailing().endsWith("\\")) {
      return new Completeness(Status.INCOMPLETE, "    ");
    }
    return java.isComplete(cell);
  }

  @Override
  public void close() {
    java.close();
  }
}
