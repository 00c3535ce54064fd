package dev.whiskbook.magics.show;

import java.util.function.DoubleFunction;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/** The texts of a number column's cells, by a function; of missing ones nothing. */
public final class ColumnFormat extends NumberColumnFormatter {

  private final DoubleFunction<String> text;

  /**
   * A format for a column.
   *
   * @param text the text of a number, which is finite or infinite
   */
  public ColumnFormat(DoubleFunction<String> text) {
    this.text = text;
  }

  @Override
  public String format(double value) {
    return Double.isNaN(value) ? "" : text.apply(value);
  }
}
