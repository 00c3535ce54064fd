package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import java.util.List;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.Snippet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code %drop}: forgets a declaration. */
@Command(
    description =
        "Forgets variables, methods, types or imports by their names or ids; /drop is the same.",
    footer = {"", "Java: jshell().drop(snippet)"})
final class DropMagic implements Magic {

  @Mixin Help help;

  @Parameters(arity = "1..*", paramLabel = "NAME", description = "A name, or an id of %%list.")
  List<String> names;

  @Override
  public Object run(MagicCall call) {
    var jshell = call.session().jshell();
    for (String name : names) {
      List<Snippet> meant =
          jshell
              .snippets()
              .filter(snippet -> jshell.status(snippet).isActive())
              .filter(snippet -> name.equals(snippet.id()) || name.equals(nameOf(snippet)))
              .toList();
      if (meant.isEmpty()) {
        throw new MagicException(
            "Nothing here is named " + name + "; %list shows what is declared.");
      }
      meant.forEach(jshell::drop);
    }
    return null;
  }

  private static String nameOf(Snippet snippet) {
    return switch (snippet) {
      case DeclarationSnippet declaration -> declaration.name();
      case ImportSnippet imported -> imported.name();
      default -> "";
    };
  }
}
