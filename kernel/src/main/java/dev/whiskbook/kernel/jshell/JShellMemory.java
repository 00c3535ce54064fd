package dev.whiskbook.kernel.jshell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/**
 * Removes from a JShell what it keeps of snippets that are over. JShell keeps every statement and
 * expression for ever, with its source, its class's bytecodes and the names of its classes, and
 * reads those names with every later snippet: after thousands of cells that costs tens of
 * megabytes, and time in each cell. There is no public way to have it forget, so this reaches into
 * its maps. Where that is not possible (without the agent, or in a JDK that has other maps) nothing
 * is removed.
 */
final class JShellMemory {

  private final Set<Snippet> snippets;
  private final List<Snippet> byIndex;
  private final Map<String, ?> wraps;
  private final Map<String, ?> loaded;
  private final NavigableMap<String, ?> compiled;
  private final Map<String, ?> variables;

  @SuppressWarnings("unchecked") // their elements are what JShell's source says
  private JShellMemory(JShell jshell) throws ReflectiveOperationException {
    Object maps = JdkInternals.get(jshell, "maps");
    snippets = (Set<Snippet>) JdkInternals.get(maps, "snippets");
    byIndex = (List<Snippet>) JdkInternals.get(maps, "keyIndexToSnippet");
    wraps = (Map<String, ?>) JdkInternals.get(JdkInternals.get(jshell, "outerMap"), "classOuters");
    loaded = (Map<String, ?>) JdkInternals.get(JdkInternals.get(jshell, "classTracker"), "map");
    Object files = JdkInternals.get(JdkInternals.get(jshell, "taskFactory"), "fileManager");
    compiled = (NavigableMap<String, ?>) JdkInternals.get(files, "classObjects");
    variables = (Map<String, ?>) JdkInternals.get(JdkInternals.get(jshell, "keyMap"), "varMap");
  }

  /** The memory of a JShell, or null where it cannot be reached. */
  static JShellMemory of(JShell jshell) {
    if (!JdkInternals.open(JShell.class.getModule(), "jdk.jshell")) {
      return null;
    }
    try {
      return new JShellMemory(jshell);
    } catch (ReflectiveOperationException | ClassCastException e) {
      JdkInternals.unknown("what it keeps of old cells stays", e);
      return null;
    }
  }

  /**
   * Removes a snippet that is over, and its classes unless a newer one has them.
   *
   * @param wrapper the class that it was wrapped in, or null where it has none of its own
   */
  void remove(Snippet snippet, WrapperName wrapper) {
    snippets.remove(snippet);
    int index = snippet.id().matches("\\d+") ? Integer.parseInt(snippet.id()) : -1;
    if (index >= 0 && index < byIndex.size() && snippet.equals(byIndex.get(index))) {
      byIndex.set(index, null);
    }
    if (snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
      variables.remove(((jdk.jshell.VarSnippet) snippet).name());
    }
    if (wrapper != null) {
      wraps.remove(wrapper.full().substring("REPL.".length()));
      // '%' comes behind '$', with which the names of nested classes go on.
      Collection<String> classes =
          new ArrayList<>(compiled.subMap(wrapper.full(), wrapper.full() + "%").keySet());
      compiled.keySet().removeAll(classes);
      loaded.keySet().removeAll(classes);
    }
  }
}
