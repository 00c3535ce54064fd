package dev.whiskbook.magics.data;

import java.text.DecimalFormat;
import java.text.FieldPosition;
import java.util.Locale;

/** Three digits of however small a number: 0.254, and 5.85e-13 instead of all its zeros. */
final class ThreeDigits extends DecimalFormat {
  private static final long serialVersionUID = 1;

  @Override
  public StringBuffer format(double number, StringBuffer to, FieldPosition position) {
    return to.append(String.format(Locale.ROOT, Math.abs(number) < 1e-4 ? "%.2e" : "%.3g", number));
  }
}
