package dev.whiskbook.kernel.script;

import dev.whiskbook.kernel.CellInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;

/** The standard input of the process, line by line. */
record LinesInput(BufferedReader in, PrintStream out) implements CellInput {

  @Override
  public Optional<String> readLine(String prompt, boolean password) throws IOException {
    out.print(prompt);
    out.flush();
    return Optional.ofNullable(in.readLine());
  }
}
