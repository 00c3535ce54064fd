package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.kernel.magic.TextMagic;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;

/** {@code %timeit}: measures code by running it many times. */
@Command(
    description = {
      "Runs Java code again and again and says how long one run takes, once it is warm. Code without",
      "a semicolon is an expression. -n LOOPS sets how often it runs in one measurement (else as",
      "often as takes 0.2 s), -r RUNS how many measurements there are (7). The value is a Timing."
    },
    customSynopsis = "%%timeit [-n LOOPS] [-r RUNS] CODE",
    footer = {"", "Java: Timing t = lineMagic(\"timeit\", List.of(\"Math.sqrt(2)\"))"})
final class TimeitMagic implements TextMagic {

  private static final Pattern OPTION = Pattern.compile("^-([nr])\\s*(\\d{1,9})\\s+");

  private String code = "";

  @Override
  public void text(String line) {
    code = line.strip();
  }

  @Override
  public Object run(MagicCall call) throws Exception {
    long loops = 0;
    int runs = TimeitCellMagic.RUNS;
    String rest = code + " ";
    for (Matcher option = OPTION.matcher(rest); option.find(); option = OPTION.matcher(rest)) {
      int number = Integer.parseInt(option.group(2));
      if (option.group(1).equals("n")) {
        loops = number;
      } else {
        runs = number;
      }
      rest = rest.substring(option.end());
    }
    if (rest.isBlank() || rest.startsWith("-n") || rest.startsWith("-r")) {
      throw new MagicException(
          "%timeit needs code, after -n LOOPS and -r RUNS: %timeit -n 1000 fib(20)");
    }
    return TimeitCellMagic.time(call, rest, loops, runs);
  }
}
