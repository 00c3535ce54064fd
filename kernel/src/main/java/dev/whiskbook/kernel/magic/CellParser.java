package dev.whiskbook.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a cell apart into Java and magics.
 *
 * <p>A line is a magic where it begins with {@code %} and a letter, outside brackets, comments and
 * text blocks. Java's remainder operator is safe from that inside brackets, at the end of a line,
 * and with a space behind it.
 */
public final class CellParser {

  private static final Pattern CELL_MAGIC =
      Pattern.compile("%%([A-Za-z][\\w-]*)(.*)", Pattern.DOTALL);
  private static final Pattern LINE_MAGIC =
      Pattern.compile("\\s*%([A-Za-z][\\w-]*)(.*)", Pattern.DOTALL);
  private static final Pattern ASSIGNED_MAGIC =
      Pattern.compile(
          "\\s*((?:[\\w.$]+(?:\\s*<[^=;]*>)?(?:\\s*\\[\\s*])*\\s+)*[A-Za-z_$][\\w$]*)\\s*=\\s*"
              + "(?:%([A-Za-z][\\w-]*)|(!))(.*?);?\\s*",
          Pattern.DOTALL);

  /** A shell command, {@code !ls}; Java has no statement that begins so. */
  private static final Pattern SHELL = Pattern.compile("\\s*!(?!=)(.*)", Pattern.DOTALL);

  /** A command of the JShell tool: these names alone, as a line of Java may begin with a slash. */
  private static final Pattern JSHELL =
      Pattern.compile("\\s*/(vars|methods|types|imports|list|help|drop|open|env|\\?)(\\s+[^=;]*)?");

  /** What Java negates, such as {@code done} or {@code (a && b)}, or {@code list.isEmpty()}. */
  private static final Pattern JAVA_NEGATION = Pattern.compile("!*[\\w$.]+(\\(.*\\))?|\\(.*");

  /** The magic that runs shell commands. */
  public static final String SHELL_MAGIC = "sh";

  /** The magics that questions are answered by, named as IPython names them. */
  public static final String INFO = "pinfo";

  public static final String INFO_AND_SOURCE = "pinfo2";

  /** A question about a name: {@code ?name}, {@code name?}, and with two marks for its source. */
  private static final Pattern QUESTION =
      Pattern.compile("\\s*(?:(\\?{1,2})(%{0,2}[\\w.$]+)|(%{0,2}[\\w.$]+)(\\?{1,2}))\\s*;?\\s*");

  private final String[] lines;
  private final JavaScanner scanner = new JavaScanner();
  private final List<Segment> segments = new ArrayList<>();
  private final StringBuilder java = new StringBuilder();
  private int javaLine;

  private CellParser(String cell) {
    lines = cell.lines().toArray(String[]::new);
  }

  /** The parts of a cell; none for a blank one. */
  public static List<Segment> parse(String cell) {
    var parser = new CellParser(cell);
    int first = 0;
    while (first < parser.lines.length && parser.lines[first].isBlank()) {
      first++;
    }
    Matcher magic =
        first < parser.lines.length ? CELL_MAGIC.matcher(parser.lines[first].strip()) : null;
    boolean question = magic != null && QUESTION.matcher(parser.lines[first]).matches();
    if (magic != null && !question && magic.matches()) {
      String body =
          String.join("\n", List.of(parser.lines).subList(first + 1, parser.lines.length));
      return List.of(
          new Segment.CellMagic(magic.group(1), magic.group(2).strip(), body, first + 1));
    }
    parser.parseLines();
    return List.copyOf(parser.segments);
  }

  private void parseLines() {
    for (int i = 0; i < lines.length; i++) {
      int line = i + 1;
      boolean mayBeMagic = scanner.isBetweenStatements() && hasMark(lines[i]);
      if (mayBeQuestion(lines[i]) && QUESTION.matcher(lines[i]).matches()) {
        endJava();
        segments.add(question(lines[i], line));
        continue;
      }
      if (!mayBeMagic || !isMagic(lines[i])) {
        addJava(lines[i], line);
        continue;
      }
      var text = new StringBuilder(lines[i]);
      while (text.charAt(text.length() - 1) == '\\' && i + 1 < lines.length) {
        text.setLength(text.length() - 1);
        text.append(' ').append(lines[++i].strip());
      }
      endJava();
      segments.add(magic(text.toString(), line));
    }
    endJava();
  }

  private static boolean hasMark(String line) {
    return line.indexOf('%') >= 0 || line.indexOf('!') >= 0 || line.indexOf('/') >= 0;
  }

  /** Where a statement has ended: {@code flag?} can go on one that has not. */
  private boolean mayBeQuestion(String line) {
    String above = java.toString().stripTrailing();
    return line.indexOf('?') >= 0
        && scanner.isBetweenStatements()
        && (above.isEmpty() || above.endsWith(";") || above.endsWith("}"));
  }

  private static Segment question(String text, int line) {
    Matcher question = QUESTION.matcher(text);
    if (!question.matches()) {
      throw new IllegalStateException("Not a question: " + text);
    }
    boolean first = question.group(1) != null;
    String marks = question.group(first ? 1 : 4);
    String name = question.group(first ? 2 : 3);
    return new Segment.LineMagic(
        marks.length() == 1 ? INFO : INFO_AND_SOURCE, name, Optional.empty(), line);
  }

  private static boolean isMagic(String line) {
    return LINE_MAGIC.matcher(line).matches()
        || SHELL.matcher(line).matches()
        || JSHELL.matcher(line).matches()
        || isAssigned(line);
  }

  /** {@code files = !ls}, but not {@code b = !a;}: what Java could mean is Java. */
  private static boolean isAssigned(String line) {
    Matcher assigned = ASSIGNED_MAGIC.matcher(line);
    return assigned.matches()
        && (assigned.group(3) == null
            || !JAVA_NEGATION.matcher(assigned.group(4).strip()).matches());
  }

  private static Segment magic(String text, int line) {
    Matcher plain = LINE_MAGIC.matcher(text);
    if (plain.matches()) {
      return new Segment.LineMagic(plain.group(1), plain.group(2).strip(), Optional.empty(), line);
    }
    Matcher shell = SHELL.matcher(text);
    if (shell.matches()) {
      return new Segment.LineMagic(SHELL_MAGIC, shell.group(1).strip(), Optional.empty(), line);
    }
    Matcher command = JSHELL.matcher(text);
    if (command.matches()) {
      String name = command.group(1).equals("?") ? "help" : command.group(1);
      String arguments = command.group(2) == null ? "" : command.group(2).strip();
      return new Segment.LineMagic(
          name.equals("env") ? "classpath" : name, arguments, Optional.empty(), line);
    }
    Matcher assigned = ASSIGNED_MAGIC.matcher(text);
    if (!assigned.matches()) {
      throw new IllegalStateException("Not a magic: " + text);
    }
    Optional<String> declaration = Optional.of(assigned.group(1).strip());
    String name = assigned.group(2) != null ? assigned.group(2) : SHELL_MAGIC;
    return new Segment.LineMagic(name, assigned.group(4).strip(), declaration, line);
  }

  private void addJava(String text, int line) {
    if (java.isEmpty()) {
      javaLine = line;
    }
    java.append(text).append('\n');
    scanner.line(text);
  }

  private void endJava() {
    if (!java.toString().isBlank()) {
      segments.add(new Segment.Java(java.toString(), javaLine));
    }
    java.setLength(0);
  }
}
