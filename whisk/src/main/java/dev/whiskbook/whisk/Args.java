package dev.whiskbook.whisk;

import dev.whiskbook.whisk.internal.FileArgs;
import dev.whiskbook.whisk.internal.IteratorArgs;
import dev.whiskbook.whisk.internal.ProductArgs;
import dev.whiskbook.whisk.internal.TableRows;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/** Where the arguments of a fan-out may come from besides a function of i and n. */
public final class Args {

  /** What a file's part is. */
  public enum Split {
    /** A line an action. */
    LINES,
    /** A range of bytes an action. */
    BYTES
  }

  private Args() {}

  /** Action i gets element i; a run of more actions than elements fails. */
  public static ArgsGenerator list(List<?> arguments) {
    List<?> copy = List.copyOf(arguments);
    return sized(copy.size(), copy::get);
  }

  /**
   * Action i gets the i-th element, which is taken when the arguments are made. A stream gives its
   * elements once, so this can be planned or run once.
   */
  public static ArgsGenerator stream(Stream<?> arguments) {
    return iterator(arguments.iterator());
  }

  /** As {@link #stream}. */
  public static ArgsGenerator iterator(Iterator<?> arguments) {
    return new IteratorArgs(arguments);
  }

  /**
   * A row for each action: a member for each column, under the column's name. Numbers and booleans
   * are such in JSON, dates and times are texts by ISO 8601, and missing cells are left out.
   */
  public static ArgsGenerator rows(Table table) {
    return TableRows.args(table.copy());
  }

  /**
   * A line of a text file in UTF-8 for each action: {@code {"line": "the text", "number": 1}}, with
   * numbers from 1. The file is read when the arguments are made.
   *
   * @throws IllegalArgumentException if the file cannot be read
   */
  public static ArgsGenerator lines(Path file) {
    return FileArgs.lines(file);
  }

  /**
   * A file in as many parts as there are actions, equal but for the last: {@code {"offset": 0,
   * "length": 3, "data": "YWJj"}}, in bytes, and the data in base64. Where no number is said, parts
   * have 512 KiB.
   *
   * @throws IllegalArgumentException if the file cannot be read
   */
  public static ArgsGenerator bytes(Path file) {
    return FileArgs.bytes(file);
  }

  /**
   * Each combination of the values, the last name's values changing fastest: {@code {a: 1, b: "x"},
   * {a: 1, b: "y"}, {a: 2, b: "x"}…}.
   *
   * @param values for each name of an argument, in an order that counts
   * @throws IllegalArgumentException if a name has no value, or there are too many combinations
   */
  public static ArgsGenerator product(Map<String, ? extends List<?>> values) {
    return new ProductArgs(values);
  }

  /**
   * As {@link #product(Map)}, from a text such as {@code a=1,2,4; b=x,y} or {@code a=1..10}. Values
   * are JSON or else text; a range counts whole numbers up to its last.
   *
   * @throws IllegalArgumentException if it is no such text
   */
  public static ArgsGenerator product(String text) {
    return ProductArgs.parse(text);
  }

  /** A generator of so many. */
  private static ArgsGenerator sized(int size, IntFunction<?> element) {
    return new ArgsGenerator() {
      @Override
      public Object args(int i, int n) {
        if (i >= size) {
          throw new IllegalArgumentException(
              "There are arguments for %,d actions, but %,d are to run.".formatted(size, n));
        }
        return element.apply(i);
      }

      @Override
      public OptionalInt size() {
        return OptionalInt.of(size);
      }
    };
  }
}
