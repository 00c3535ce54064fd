package dev.whiskbook.kernel.jshell;

import com.sun.source.util.JavacTask;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import jdk.jshell.JShell;

/**
 * Has JShell's compilers find the classes of snippets among all those that they know. After each of
 * the half a dozen compilations that a snippet takes, JShell goes through the classes of all
 * imported packages for the few that were its own, which is a quarter of a small cell's time; and
 * an empty map stays of each, to be gone through ever after. Here the compilers' tables give it
 * just its own. Nothing else asks for all classes, but the processing of annotations, which JShell
 * leaves out. Guarded by the compiler's lock.
 */
final class CompilerSymbols {

  private static final String CONSEQUENCE = "its compilers look for snippets among all classes";

  private final Object tasks;
  private Object lastPool;
  private int lastCreated;
  private boolean unknown;

  private CompilerSymbols(JShell jshell) throws ReflectiveOperationException {
    tasks = JdkInternals.get(jshell, "taskFactory");
  }

  /** The compilers of a JShell, or null where they cannot be reached. */
  static CompilerSymbols of(JShell jshell) {
    Module compiler = JavacTask.class.getModule();
    String javac = "com.sun.tools.javac.";
    if (!JdkInternals.open(JShell.class.getModule(), "jdk.jshell")
        || !JdkInternals.open(compiler, javac + "api", javac + "util", javac + "code")) {
      return null;
    }
    try {
      return new CompilerSymbols(jshell);
    } catch (ReflectiveOperationException e) {
      JdkInternals.unknown(CONSEQUENCE, e);
      return null;
    }
  }

  /** Reaches the compilers that JShell has made since the last time; it keeps them for later. */
  void index() {
    try {
      Object pool = JdkInternals.get(tasks, "javacTaskPool");
      int created = (int) JdkInternals.get(pool, "statNew");
      if (!unknown && (!pool.equals(lastPool) || created != lastCreated)) {
        lastPool = pool;
        lastCreated = created;
        for (Object table : tables(pool)) {
          index(table);
        }
      }
    } catch (ReflectiveOperationException | ClassCastException e) {
      unknown = true;
      JdkInternals.unknown(CONSEQUENCE, e);
    }
  }

  /** The symbol tables of the compilers in a pool. */
  static List<Object> tables(Object pool) throws ReflectiveOperationException {
    var tables = new ArrayList<>();
    for (Object compilers : ((Map<?, ?>) JdkInternals.get(pool, "options2Contexts")).values()) {
      for (Object compiler : (Queue<?>) compilers) {
        for (Object part : ((Map<?, ?>) JdkInternals.get(compiler, "ht")).values()) {
          if (part != null && part.getClass().getSimpleName().equals("Symtab")) {
            tables.add(part);
          }
        }
      }
    }
    return tables;
  }

  private static void index(Object table) throws ReflectiveOperationException {
    var classes = (Map<?, ?>) JdkInternals.get(table, "classes");
    if (!(classes instanceof ClassTable)) {
      var indexed = new ClassTable();
      classes.forEach((name, symbols) -> indexed.computeIfAbsent(name, _ -> (Map<?, ?>) symbols));
      JdkInternals.set(table, "classes", indexed);
    }
  }

  /** The classes by module, by name; as all of them it gives those of snippets. */
  @SuppressWarnings("serial") // never is
  private static final class ClassTable extends HashMap<Object, Map<?, ?>> {

    /** With how many names those that have gone are looked for. */
    private static final int MANY = 64;

    private final Map<Object, Map<?, ?>> ofSnippets = new HashMap<>();

    @Override
    public Map<?, ?> computeIfAbsent(
        Object name, Function<? super Object, ? extends Map<?, ?>> make) {
      if (!name.toString().startsWith("REPL.")) {
        return super.computeIfAbsent(name, make);
      }
      if (ofSnippets.size() > MANY) {
        ofSnippets
            .entrySet()
            .removeIf(entry -> entry.getValue().isEmpty() && remove(entry.getKey()) != null);
      }
      return ofSnippets.computeIfAbsent(name, _ -> super.computeIfAbsent(name, make));
    }

    @Override
    public Collection<Map<?, ?>> values() {
      return ofSnippets.values();
    }
  }
}
