package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.ArgsGenerator;
import dev.whiskbook.whisk.FanOut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/** All combinations of some values, the last name's changing fastest. */
public final class ProductArgs implements ArgsGenerator {
  private static final Pattern RANGE = Pattern.compile("(-?\\d{1,9})\\.\\.(-?\\d{1,9})");

  private final List<String> names;
  private final List<List<?>> values;
  private final int size;

  /** Of these values, in the map's order. */
  public ProductArgs(Map<String, ? extends List<?>> values) {
    this.names = List.copyOf(values.keySet());
    this.values = new ArrayList<>(values.values());
    long count = 1;
    for (Map.Entry<String, ? extends List<?>> each : values.entrySet()) {
      if (each.getValue().isEmpty()) {
        throw new IllegalArgumentException(
            "The argument %s has no value.".formatted(each.getKey()));
      }
      count = Math.min(Integer.MAX_VALUE, count * each.getValue().size());
    }
    if (values.isEmpty() || count > FanOut.MAX_ACTIONS) {
      throw new IllegalArgumentException(
          values.isEmpty()
              ? "A product of arguments needs a name with values, such as a=1,2."
              : "The arguments have more than %,d combinations.".formatted(FanOut.MAX_ACTIONS));
    }
    size = (int) count;
  }

  /** Reads {@code a=1,2,4; b=x,y}. */
  public static ProductArgs parse(String text) {
    Map<String, List<?>> values = new LinkedHashMap<>();
    for (String part : text.split(";")) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? "" : part.substring(0, equals).strip();
      if (name.isEmpty()) {
        throw new IllegalArgumentException(
            "'%s' is no argument with its values: write name=value,value.".formatted(part.strip()));
      }
      if (values.put(name, values(part.substring(equals + 1))) != null) {
        throw new IllegalArgumentException("The argument %s is there twice.".formatted(name));
      }
    }
    return new ProductArgs(values);
  }

  private static List<Object> values(String text) {
    List<Object> values = new ArrayList<>();
    for (String value : text.split(",")) {
      String word = value.strip();
      Matcher range = RANGE.matcher(word);
      if (range.matches()) {
        int last = Integer.parseInt(range.group(2));
        for (int each = Integer.parseInt(range.group(1)); each <= last; each++) {
          if (values.size() > FanOut.MAX_ACTIONS) {
            return values; // said by whoever counts the combinations
          }
          values.add(each);
        }
      } else if (!word.isEmpty()) {
        values.add(jsonOrText(word));
      }
    }
    return values;
  }

  private static Object jsonOrText(String word) {
    try {
      return Json.MAPPER.readTree(word);
    } catch (JacksonException e) {
      return word;
    }
  }

  @Override
  public Object args(int i, int n) {
    if (i >= size) {
      throw new IllegalArgumentException(
          "The arguments have %,d combinations, but %,d actions are to run.".formatted(size, n));
    }
    Object[] chosen = new Object[names.size()];
    int rest = i;
    for (int at = chosen.length - 1; at >= 0; at--) {
      List<?> choices = values.get(at);
      chosen[at] = choices.get(rest % choices.size());
      rest /= choices.size();
    }
    Map<String, Object> args = new LinkedHashMap<>();
    for (int at = 0; at < chosen.length; at++) {
      args.put(names.get(at), chosen[at]);
    }
    return args;
  }

  @Override
  public OptionalInt size() {
    return OptionalInt.of(size);
  }
}
