package dev.whiskbook.standalone.fault;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@link Chaos} from text; every error is a sentence that names the part and its form. */
final class ChaosText {
  private static final List<String> KEYS =
      List.of(
          "cold",
          "p429",
          "p5xx",
          "lost",
          "slow",
          "disconnect",
          "truncate",
          "duplicate",
          "clockskew",
          "seed");
  private static final Pattern DURATION = Pattern.compile("([+-]?\\d+(?:\\.\\d+)?)(ms|s|m)");
  private static final Pattern SLOW = Pattern.compile("(\\d+(?:\\.\\d+)?)x@(.+)");
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Map<String, String> values = new HashMap<>();

  private ChaosText() {}

  static Chaos parse(String text) {
    if (text.isBlank() || text.equals("none")) {
      return Chaos.NONE;
    }
    var parts = new ChaosText();
    Arrays.stream(text.split(",", -1)).map(String::strip).forEach(parts::add);
    return parts.build();
  }

  private void add(String part) {
    int equals = part.indexOf('=');
    String key = equals < 0 ? part : part.substring(0, equals);
    if (!KEYS.contains(key) || equals < 0) {
      throw new IllegalArgumentException(
          "There is no fault '%s': say %s, each as key=value, or none."
              .formatted(part, String.join(", ", KEYS)));
    }
    if (values.putIfAbsent(key, part.substring(equals + 1)) != null) {
      throw new IllegalArgumentException("The fault '" + key + "' is given twice.");
    }
  }

  private Chaos build() {
    Optional<Matcher> slow =
        value("slow", Optional.<Matcher>empty(), text -> Optional.of(slow(text)));
    Duration cold = value("cold", Duration.ZERO, text -> duration("cold", text));
    if (cold.isNegative()) {
      throw wrong("cold", values.get("cold"), "a time from 0 on, such as 2s or 500ms");
    }
    return new Chaos(
        cold,
        chance("p429"),
        chance("p5xx"),
        chance("lost"),
        slow.map(m -> Double.parseDouble(m.group(1))).orElse(1.0),
        slow.map(m -> chance("slow", m.group(2))).orElse(0.0),
        chance("disconnect"),
        chance("truncate"),
        chance("duplicate"),
        value("clockskew", Duration.ZERO, text -> duration("clockskew", text)),
        value("seed", 1L, ChaosText::seed));
  }

  private <T> T value(String key, T absent, Function<String, T> reader) {
    String text = values.get(key);
    return text == null ? absent : reader.apply(text);
  }

  private double chance(String key) {
    return value(key, 0.0, text -> chance(key, text));
  }

  private static double chance(String key, String text) {
    boolean percent = text.endsWith("%");
    String digits = percent ? text.substring(0, text.length() - 1) : text;
    if (digits.matches("\\d+(\\.\\d+)?")) {
      double chance = Double.parseDouble(digits) / (percent ? 100 : 1);
      if (chance <= 1) {
        return chance;
      }
    }
    throw wrong(key, text, "a chance from 0% to 100%, such as 5%");
  }

  private static Matcher slow(String text) {
    Matcher m = SLOW.matcher(text);
    if (!m.matches() || Double.parseDouble(m.group(1)) < 1) {
      throw wrong("slow", text, "a factor from 1 on and a chance, such as 2x@3%");
    }
    return m;
  }

  private static Duration duration(String key, String text) {
    Matcher m = DURATION.matcher(text);
    if (m.matches()) {
      double unitMs =
          switch (m.group(2)) {
            case "ms" -> 1;
            case "s" -> 1000;
            default -> 60_000;
          };
      Duration duration = Duration.ofMillis(Math.round(Double.parseDouble(m.group(1)) * unitMs));
      if (duration.abs().compareTo(LONGEST) <= 0) {
        return duration;
      }
    }
    throw wrong(key, text, "a time of at most 5m, such as 2s or 500ms");
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw wrong("seed", text, "a whole number");
    }
  }

  private static IllegalArgumentException wrong(String key, String text, String form) {
    return new IllegalArgumentException(
        "The fault '%s' cannot be '%s': it is %s.".formatted(key, text, form));
  }

  /** A number without needless digits. */
  static String number(double value) {
    return new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros().toPlainString();
  }
}
