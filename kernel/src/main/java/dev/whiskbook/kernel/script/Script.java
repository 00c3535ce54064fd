package dev.whiskbook.kernel.script;

import dev.whiskbook.kernel.magic.JavaScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A script as cells. It is one cell, unless {@code // %%} lines part it, as in jupytext's percent
 * format, where a cell marked {@code [markdown]} is text; a line {@code %%name} begins a cell too,
 * which goes to the next mark.
 *
 * @param cells their sources, each with as many empty lines before it as the script has before it:
 *     so lines of errors are the script's own
 */
public record Script(List<String> cells) {

  private static final Pattern MARK = Pattern.compile("\\s*//\\s*%%(?!%).*");
  private static final Pattern TEXT_MARK =
      Pattern.compile("\\s*//\\s*%%.*\\[(?:markdown|md|raw)].*");
  private static final Pattern CELL_MAGIC = Pattern.compile("%%[A-Za-z].*");
  private static final Pattern PACKAGE = Pattern.compile("\\s*package\\s+[\\w.]+\\s*;\\s*");

  public Script {
    cells = List.copyOf(cells);
  }

  /** Takes a script apart. Its first line may be {@code #!…}; a package declaration is ignored. */
  public static Script parse(String text) {
    String[] lines = text.replaceFirst("^\ufeff", "").split("\r\n|\r|\n", -1);
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    var scanner = new JavaScanner();
    boolean magic = false;
    boolean prose = false;
    for (int i = 0; i < lines.length; i++) {
      String line = i == 0 && lines[i].startsWith("#!") ? "" : lines[i];
      line = PACKAGE.matcher(line).matches() ? "" : line;
      boolean outside = magic || prose || scanner.isBetweenStatements();
      boolean mark = outside && MARK.matcher(line).matches();
      boolean beginsMagic = outside && !prose && CELL_MAGIC.matcher(line).matches();
      if (mark || beginsMagic) {
        add(cells, cell, prose);
        cell.setLength(0);
        cell.append("\n".repeat(i));
        scanner = new JavaScanner();
        magic = beginsMagic;
        prose = mark && TEXT_MARK.matcher(line).matches();
      }
      cell.append(mark ? "" : line).append('\n');
      scanner.line(line);
    }
    add(cells, cell, prose);
    return new Script(cells);
  }

  private static void add(List<String> cells, StringBuilder cell, boolean prose) {
    if (!prose && !cell.toString().isBlank()) {
      cells.add(cell.toString());
    }
  }
}
