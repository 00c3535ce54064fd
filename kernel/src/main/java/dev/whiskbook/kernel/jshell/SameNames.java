package dev.whiskbook.kernel.jshell;

import java.util.List;
import java.util.stream.Stream;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/**
 * A simple name means one type: the one that was declared or imported last. JShell lets a class and
 * an import share a name, and then no later code compiles.
 */
final class SameNames {

  private final JShell jshell;

  SameNames(JShell jshell) {
    this.jshell = jshell;
  }

  /**
   * Drops what had the name of a type, or of an import, that has just come.
   *
   * @param events all that its coming has changed
   * @return the names of variables that went with it, as their type is no longer what it was
   */
  List<String> giveWayTo(Snippet fresh, List<SnippetEvent> events) {
    List<? extends Snippet> before =
        switch (fresh) {
          case TypeDeclSnippet type -> imports("." + type.name()).toList();
          case ImportSnippet imported when !imported.isStatic() -> types(imported).toList();
          default -> List.<Snippet>of();
        };
    if (before.isEmpty()) {
      return List.of();
    }
    before.forEach(jshell::drop);
    return events.stream()
        .filter(event -> event.causeSnippet() != null && event.previousStatus().isDefined())
        .map(event -> event.snippet() instanceof VarSnippet variable ? variable.name() : "")
        .filter(name -> !name.isEmpty() && jshell.variables().noneMatch(v -> isValid(v, name)))
        .distinct()
        .toList();
  }

  private boolean isValid(VarSnippet variable, String name) {
    return variable.name().equals(name) && jshell.status(variable) == Snippet.Status.VALID;
  }

  private Stream<ImportSnippet> imports(String ending) {
    return jshell
        .imports()
        .filter(imported -> !imported.isStatic() && imported.fullname().endsWith(ending))
        .filter(imported -> jshell.status(imported).isActive());
  }

  private Stream<TypeDeclSnippet> types(ImportSnippet imported) {
    return jshell
        .types()
        .filter(type -> imported.fullname().endsWith("." + type.name()))
        .filter(type -> jshell.status(type).isActive());
  }
}
