package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.jshell.SnippetNames;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code %imports}: the imports of the session. */
@Command(
    description = "Shows what is imported into the session; /imports is the same.",
    footer = {"", "Java: jshell().imports()"})
final class ImportsMagic implements Magic {

  @Mixin Help help;

  @Override
  public Object run(MagicCall call) {
    String lines =
        call.session()
            .jshell()
            .imports()
            .filter(snippet -> call.session().jshell().status(snippet).isActive())
            .flatMap(SnippetNames::imports)
            .map(declaration -> declaration + "\n")
            .collect(Collectors.joining());
    call.output().stream(StreamName.STDOUT, lines);
    return null;
  }
}
