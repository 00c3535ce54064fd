package dev.whiskbook.kernel.render;

import java.lang.reflect.Array;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * A value as text: as {@code toString} has it, arrays by their elements. Long collections and
 * arrays are cut, and say how many elements there are; one that contains itself ends there.
 */
public final class ValueText {

  /** Elements shown of one collection, map or array. */
  static final int ELEMENTS_SHOWN = 1_000;

  /** Characters after which nothing more is added. */
  private static final int CHARS_SHOWN = 200_000;

  private final StringBuilder text = new StringBuilder();
  private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

  private ValueText() {}

  public static String of(Object value) {
    var printed = new ValueText();
    printed.add(value);
    return printed.text.toString();
  }

  private void add(Object value) {
    if (value == null) {
      text.append("null");
    } else if (value.getClass().isArray()) {
      inside(value, "[...]", () -> array(value));
    } else if (value instanceof Collection<?> collection && printsElements(collection)) {
      inside(value, "(this Collection)", () -> elements(collection));
    } else if (value instanceof Map<?, ?> map && printsEntries(map)) {
      inside(value, "(this Map)", () -> entries(map));
    } else {
      text.append(value);
    }
  }

  private void inside(Object value, String again, Runnable content) {
    if (!open.add(value)) {
      text.append(again);
      return;
    }
    content.run();
    open.remove(value);
  }

  private void array(Object array) {
    int length = Array.getLength(array);
    text.append('[');
    for (int i = 0; i < length; i++) {
      if (isEnough(i, length)) {
        break;
      }
      add(Array.get(array, i));
    }
    text.append(']');
  }

  private void elements(Collection<?> collection) {
    text.append('[');
    int i = 0;
    Iterator<?> elements = collection.iterator();
    while (elements.hasNext() && !isEnough(i, collection.size())) {
      add(elements.next());
      i++;
    }
    text.append(']');
  }

  private void entries(Map<?, ?> map) {
    text.append('{');
    int i = 0;
    var entries = map.entrySet().iterator();
    while (entries.hasNext() && !isEnough(i, map.size())) {
      Map.Entry<?, ?> entry = entries.next();
      add(entry.getKey());
      text.append('=');
      add(entry.getValue());
      i++;
    }
    text.append('}');
  }

  /** Begins the element of this index, unless there is enough already: then says so. */
  private boolean isEnough(int index, int size) {
    if (index > 0) {
      text.append(", ");
    }
    boolean enough = index >= ELEMENTS_SHOWN || text.length() > CHARS_SHOWN;
    if (enough) {
      text.append("… %,d in all".formatted(size));
    }
    return enough;
  }

  /**
   * Whether its text is that of its elements: a class with a {@code toString} of its own is left.
   */
  private static boolean printsElements(Collection<?> collection) {
    return hasToStringOf(collection, AbstractCollection.class) || isOfJdk(collection);
  }

  private static boolean printsEntries(Map<?, ?> map) {
    return hasToStringOf(map, AbstractMap.class) || isOfJdk(map);
  }

  private static boolean hasToStringOf(Object value, Class<?> type) {
    try {
      return value.getClass().getMethod("toString").getDeclaringClass() == type;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private static boolean isOfJdk(Object value) {
    return value.getClass().getName().startsWith("java.util.");
  }
}
