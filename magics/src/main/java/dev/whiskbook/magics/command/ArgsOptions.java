package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.Session;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.Args;
import dev.whiskbook.whisk.FanOut;
import picocli.CommandLine.Option;

/** Where the arguments of a fan-out come from, and how they are sent. */
final class ArgsOptions {

  @Option(
      names = {"-a", "--args"},
      paramLabel = "A",
      description = {
        "A Java method (int i, int n) or (int i), a lambda, an args cell, a variable with a List, a",
        "Stream, a Table (a row an action) or a function, the name of a file, or all combinations of",
        "some values, such as 'size=1,2,4; mode=fast,exact' or 'i=1..10'. The newest args cell if left",
        "out, and {} if there is none."
      })
  String args;

  @Option(
      names = "--split",
      paramLabel = "HOW",
      description = {
        "How a file is split: by lines, {line, number} an action, or by bytes, {offset, length, data}",
        "with the data in base64. If left out by lines, and a Parquet file by rows, as a Table is."
      })
  Args.Split split;

  @Option(
      names = "--chunk",
      paramLabel = "K",
      description = {
        "K argument objects for each activation, one after the other; N and the results count objects.",
        "For actions that are quicker than an invocation. One that is not defined in this notebook gets",
        "{items: [...]} and must return {results: [...]}."
      })
  Integer chunk;

  @Option(
      names = {"-s", "--seed"},
      paramLabel = "S",
      description = {
        "Adds to each argument object a member seed, which depends on S and i alone: not on N, retries,",
        "chunks or the target."
      })
  Long seed;

  /** Whether anything was said of them. */
  boolean isGiven() {
    return args != null || split != null || chunk != null || seed != null;
  }

  /** The fan-out with these arguments. */
  FanOut applyTo(FanOut plain, Workbench workbench, Session session) {
    FanOut fanOut = plain;
    if (args != null) {
      fanOut = ArgsGenerators.with(args, split, fanOut, workbench, session);
    } else if (workbench.newestGenerator().isPresent()) {
      fanOut = fanOut.args(workbench.newestGenerator().get());
    }
    fanOut = chunk == null ? fanOut : fanOut.chunk(chunk);
    return seed == null ? fanOut : fanOut.seed(seed);
  }
}
