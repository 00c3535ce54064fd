package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code %help}: how the kernel is used. */
@Command(description = "Says in a few lines how the kernel is used; /help is the same.")
final class HelpMagic implements Magic {

  private static final String TEXT =
      """
      Cells are Java: statements, declarations and expressions in any order; the last expression is
      the cell's result. Lines that begin with % or ! are not Java:

        %maven g:a:version        a library with all that it needs      %lsmagic   all magics
        !ls -l    %%bash          commands of the shell                 %NAME --help
        %load file.jshell         a script or a notebook                %%time, %time CODE
        /vars /methods /types /imports /list /drop NAME                 what is declared here

      From Java: display(value), updateDisplay(id, value), html(text), image(path), eval(code),
      lineMagic(name, words), jshell(), session().
      """;

  @Mixin Help help;

  @Override
  public Object run(MagicCall call) {
    call.output().stream(StreamName.STDOUT, TEXT);
    return null;
  }
}
