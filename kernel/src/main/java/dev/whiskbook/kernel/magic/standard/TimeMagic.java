package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.kernel.magic.TextMagic;
import picocli.CommandLine.Command;

/** {@code %time}: runs code and says how long it took. */
@Command(
    description = {
      "Runs Java code and says how long it took: by the clock, and of the processors.",
      "The value is that of the code. The first run of code includes its compilation."
    },
    customSynopsis = "%%time CODE",
    footer = {"", "Java: lineMagic(\"time\", List.of(\"fib(30)\"))"})
final class TimeMagic implements TextMagic {

  private String code = "";

  @Override
  public void text(String line) {
    code = line;
  }

  @Override
  public Object run(MagicCall call) throws Exception {
    if (code.isBlank()) {
      throw new MagicException(
          "%time needs code: %time fib(30). For a whole cell there is %%time.");
    }
    return Stopwatch.time(call, code);
  }
}
