package dev.whiskbook.kernel.assist;

import dev.whiskbook.kernel.Completeness;
import dev.whiskbook.kernel.Completions;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.assist.Inspection.Item;
import dev.whiskbook.kernel.javadoc.Documentation;
import dev.whiskbook.kernel.javadoc.SourceJars;
import dev.whiskbook.kernel.jshell.Declarations;
import dev.whiskbook.kernel.jshell.JavaEvaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/**
 * What an editor asks about the Java in cells. One question is answered at a time; none waits for a
 * cell.
 */
final class JavaAssistance implements AutoCloseable {

  /** Of more overloads than these, the declarations alone are shown. */
  private static final int MOST_DOCUMENTED = 4;

  private final JavaEvaluator java;
  private final UnitCompiler compiler;
  private final ClassIndex classes = new ClassIndex();
  private final SourceJars sources;
  private Documentation documentation;

  /**
   * @param java whose declarations are asked for with each question
   * @param compilerOptions the session's options of javac
   * @param sources of jars on its class path
   */
  JavaAssistance(JavaEvaluator java, List<String> compilerOptions, SourceJars sources) {
    this.java = java;
    this.compiler = new UnitCompiler(compilerOptions);
    this.sources = sources;
  }

  /** Lists the classes that can be imported; waits for no question, and none for it. */
  void prepare() {
    classes.prepare(java.declarations().classPath());
  }

  /** What could stand at the cursor of a cell; those of the expected type come first. */
  synchronized Completions complete(String cell, int cursor) {
    String text = JavaText.of(cell.substring(0, cursor));
    boolean call = cursor < cell.length() && cell.charAt(cursor) == '(';
    return JavaCompletion.complete(compiler, classes, java.declarations(), text, call);
  }

  /**
   * What the name at the cursor means, or the method of the call around it.
   *
   * @param detailLevel 0 for declaration and documentation, 1 for the source too
   */
  synchronized Optional<MimeBundle> inspect(String cell, int cursor, int detailLevel) {
    Declarations declarations = java.declarations();
    return new JavaInspection(compiler, classes, declarations, JavaText.of(cell))
        .find(cursor, found -> inspection(found, declarations, detailLevel).bundle());
  }

  /** Whether the Java of a cell is whole; its magics are. */
  synchronized Completeness isComplete(String cell) {
    return CompletenessCheck.of(compiler, JavaText.of(cell));
  }

  private Inspection inspection(
      JavaInspection.Found found, Declarations declarations, int detailLevel) {
    List<Item> items = new ArrayList<>();
    boolean few = found.elements().size() <= MOST_DOCUMENTED;
    boolean jdk = false;
    for (Element element : found.elements()) {
      Item item =
          isOfCells(element)
              ? ofCells(element, declarations)
              : documented(element, found.attribution(), declarations, few, detailLevel);
      items.add(item);
      jdk |= item.javadoc().isEmpty() && isJdk(element, found.attribution());
    }
    return new Inspection(items, jdk && few ? documentation().advice() : Optional.empty());
  }

  private Documentation documentation() {
    if (documentation == null) {
      documentation = new Documentation(sources);
    }
    return documentation;
  }

  private Item documented(
      Element element, Attribution in, Declarations declarations, boolean whole, int detailLevel) {
    Documentation.Documented entry =
        documentation().of(element, in.elements(), in.types(), declarations.classPath());
    return new Item(
        Declaration.of(element, entry.parameterNames()),
        whole ? entry.javadoc() : Optional.empty(),
        detailLevel > 0 ? entry.source() : Optional.empty());
  }

  /** A variable with its value, a method or type with its source. */
  private Item ofCells(Element element, Declarations declarations) {
    String name = element.getSimpleName().toString();
    String declaration = Declaration.of(element, List.of());
    if (element instanceof VariableElement && isMember(element)) {
      String value = java.peek(name).map(v -> " = " + ShortValue.of(v.object())).orElse("");
      return new Item(declaration + value, Optional.empty(), Optional.empty());
    }
    Optional<String> source = isMember(element) ? declarations.source(name) : Optional.empty();
    return new Item(declaration, Optional.empty(), source);
  }

  /** Whether it is a member of the session, rather than of a class or method in it. */
  private static boolean isMember(Element element) {
    return element.getEnclosingElement() instanceof TypeElement owner
        && owner.getSimpleName().contentEquals(CellUnit.CLASS);
  }

  private static boolean isOfCells(Element element) {
    for (Element owner = element; owner != null; owner = owner.getEnclosingElement()) {
      boolean local = owner instanceof VariableElement && !owner.getKind().isField();
      if (local || owner.getSimpleName().contentEquals(CellUnit.CLASS)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isJdk(Element element, Attribution in) {
    var module = in.elements().getModuleOf(element);
    boolean documented = element instanceof ExecutableElement || element instanceof TypeElement;
    return documented && module != null && !module.isUnnamed();
  }

  @Override
  public synchronized void close() {
    compiler.close();
    if (documentation != null) {
      documentation.close();
    }
  }
}
