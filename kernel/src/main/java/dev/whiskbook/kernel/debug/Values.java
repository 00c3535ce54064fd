package dev.whiskbook.kernel.debug;

import java.io.File;
import java.lang.reflect.Array;
import java.net.URI;
import java.nio.file.Path;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;

/**
 * Values as text for a debugger: short, and found without calling code of the user's, not even
 * {@code toString}, which could change something, come to a breakpoint, or never return. Code of
 * the JDK is called where it calls no user's in turn.
 */
final class Values {

  private static final int SHOWN_CHARS = 200;
  private static final int SHOWN_ELEMENTS = 10;
  private static final int SHOWN_DEPTH = 3;

  private Values() {}

  /** The name of the value's class, as it would be written. */
  static String type(Object value) {
    return value == null || value instanceof Slice ? "" : name(value.getClass());
  }

  static String name(Class<?> type) {
    if (type.isArray()) {
      return name(type.getComponentType()) + "[]";
    }
    if (!type.isAnonymousClass() && !type.isHidden()) {
      return type.getSimpleName();
    }
    Class<?>[] interfaces = type.getInterfaces();
    return interfaces.length > 0 ? name(interfaces[0]) : name(type.getSuperclass());
  }

  static String text(Object value) {
    return text(value, SHOWN_DEPTH);
  }

  private static String text(Object value, int depth) {
    return switch (value) {
      case null -> "null";
      case String s -> '"' + escaped(cut(s)) + '"';
      case Character c -> "'" + escaped(c.toString()) + "'";
      case Enum<?> e -> e.name();
      case Slice slice -> slice.to() - slice.from() + " elements";
      case Object plain when isPlain(plain) -> cut(plain.toString());
      case Object _ when depth == 0 -> "…";
      case Optional<?> o ->
          "Optional" + (o.isEmpty() ? "[]" : "[" + text(o.get(), depth - 1) + "]");
      case Throwable t -> t.getClass().getName() + Members.message(t).map(m -> ": " + m).orElse("");
      case Map.Entry<?, ?> e when isJdk(e) -> entry(e, depth);
      case Map<?, ?> m when isJdk(m) -> cut(listed(m.entrySet().iterator(), m.size(), "{}", depth));
      case Collection<?> c when isJdk(c) -> cut(listed(c.iterator(), c.size(), "[]", depth));
      case Object array when array.getClass().isArray() ->
          cut(listed(elements(array), Array.getLength(array), "[]", depth));
      case Record r -> cut(record(r, depth));
      case Object o -> type(o) + "@" + Integer.toHexString(System.identityHashCode(o));
    };
  }

  private static String entry(Map.Entry<?, ?> entry, int depth) {
    return text(entry.getKey(), depth) + "=" + text(entry.getValue(), depth - 1);
  }

  private static String record(Record r, int depth) {
    var fields = new StringJoiner(", ", type(r) + "[", "]");
    Members.fields(r).forEach(f -> fields.add(f.name() + "=" + text(f.value(), depth - 1)));
    return fields.toString();
  }

  private static String listed(Iterator<?> elements, int size, String brackets, int depth) {
    var list = new StringJoiner(", ", brackets.substring(0, 1), brackets.substring(1));
    for (int i = 0; i < SHOWN_ELEMENTS && elements.hasNext(); i++) {
      Object element = elements.next();
      list.add(
          element instanceof Map.Entry<?, ?> e && brackets.equals("{}")
              ? entry(e, depth)
              : text(element, depth - 1));
    }
    return size <= SHOWN_ELEMENTS ? list.toString() : list.add("…") + " (" + size + ")";
  }

  private static Iterator<Object> elements(Object array) {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < Array.getLength(array);
      }

      @Override
      public Object next() {
        return Array.get(array, next++);
      }
    };
  }

  /** Whether it is of a class of the JDK whose text says all, and is made of nobody else's code. */
  static boolean isPlain(Object value) {
    return isJdk(value)
        && (value instanceof Number
            || value instanceof Boolean
            || value instanceof Character
            || value instanceof CharSequence
            || value instanceof Class
            || value instanceof Thread
            || value instanceof TemporalAccessor
            || value instanceof TemporalAmount
            || value instanceof UUID
            || value instanceof Locale
            || value instanceof Path
            || value instanceof File
            || value instanceof URI);
  }

  /** Only the JDK has modules here; what cells declare and add has no named one. */
  static boolean isJdk(Object value) {
    return value.getClass().getModule().isNamed();
  }

  private static String cut(String text) {
    return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "…";
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t")
        .replace("\"", "\\\"");
  }
}
