package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code %methods}: the methods of the session. */
@Command(
    description = "Shows the methods that were declared in the session; /methods is the same.",
    footer = {"", "Java: jshell().methods()"})
final class MethodsMagic implements Magic {

  @Mixin Help help;

  @Override
  public Object run(MagicCall call) {
    String lines =
        call.session()
            .jshell()
            .methods()
            .filter(snippet -> call.session().jshell().status(snippet).isActive())
            .map(
                snippet ->
                    returnType(snippet.signature())
                        + " "
                        + snippet.name()
                        + "("
                        + snippet.parameterTypes()
                        + ")\n")
            .collect(Collectors.joining());
    call.output().stream(StreamName.STDOUT, lines);
    return null;
  }

  private static String returnType(String signature) {
    return signature.substring(signature.lastIndexOf(')') + 1);
  }
}
