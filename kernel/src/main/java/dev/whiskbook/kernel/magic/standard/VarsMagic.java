package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.EvaluationException;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.jshell.SnippetNames;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.render.ValueText;
import java.util.stream.Collectors;
import jdk.jshell.VarSnippet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code %vars}: the variables of the session. */
@Command(
    description =
        "Shows the variables of the session with their types and values; /vars is the same.",
    footer = {"", "Java: jshell().variables()"})
final class VarsMagic implements Magic {

  @Mixin Help help;

  private static final int VALUE_CHARS = 100;

  @Override
  public Object run(MagicCall call) {
    String lines =
        call.session()
            .jshell()
            .variables()
            .filter(variable -> call.session().jshell().status(variable).isActive())
            .map(variable -> line(variable, call.session()))
            .collect(Collectors.joining());
    call.output().stream(StreamName.STDOUT, lines);
    return null;
  }

  private static String line(VarSnippet variable, Session session) {
    String declaration = SnippetNames.type(variable) + " " + variable.name();
    try {
      String value = ValueText.of(session.evaluate(variable.name())).replace('\n', ' ');
      String shown = value.length() > VALUE_CHARS ? value.substring(0, VALUE_CHARS) + "…" : value;
      return declaration + " = " + shown + "\n";
    } catch (EvaluationException e) {
      return declaration + " (" + e.getMessage() + ")\n";
    }
  }
}
