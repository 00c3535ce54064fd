package dev.whiskbook.kernel.jshell;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The standard output, or error, of cells. A line is written in one piece, so that lines of several
 * threads, and of the two streams, stay whole; and closing it ends nothing, for a cell that closes
 * System.out would silence all cells after it.
 */
final class CellPrintStream extends PrintStream {

  CellPrintStream(OutputStream out) {
    super(out, true, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    flush();
  }

  private void line(String text) {
    print(text + System.lineSeparator());
  }

  @Override
  public void println(String text) {
    line(text);
  }

  @Override
  public void println(Object object) {
    line(String.valueOf(object));
  }

  @Override
  public void println(boolean value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(char value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(int value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(long value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(float value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(double value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(char[] characters) {
    line(String.valueOf(characters));
  }
}
