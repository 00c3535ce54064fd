package dev.whiskbook.kernel.jshell;

import java.util.ArrayList;
import java.util.List;

/** The types in a parameter list as JShell prints it, {@code Map<String,Integer>,int}. */
final class ParameterTypes {

  private ParameterTypes() {}

  /** Splits at the commas that are not inside type arguments. */
  static List<String> split(String parameters) {
    var types = new ArrayList<String>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= parameters.length(); i++) {
      char c = i < parameters.length() ? parameters.charAt(i) : ',';
      depth += c == '<' ? 1 : c == '>' ? -1 : 0;
      if (c == ',' && depth == 0) {
        String type = parameters.substring(start, i).strip();
        if (!type.isEmpty()) {
          types.add(type);
        }
        start = i + 1;
      }
    }
    return types;
  }
}
