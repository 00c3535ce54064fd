package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code %list}: the active snippets of the session. */
@Command(
    description = "Shows the source of all that is declared in the session; /list is the same.",
    footer = {"", "Java: jshell().snippets()"})
final class ListMagic implements Magic {

  @Mixin Help help;

  @Override
  public Object run(MagicCall call) {
    String lines =
        call.session()
            .jshell()
            .snippets()
            .filter(snippet -> call.session().jshell().status(snippet).isActive())
            .map(
                snippet ->
                    "%4s : %s\n"
                        .formatted(
                            snippet.id(), snippet.source().strip().replace("\n", "\n       ")))
            .collect(Collectors.joining());
    call.output().stream(StreamName.STDOUT, lines);
    return null;
  }
}
