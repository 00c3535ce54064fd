package dev.whiskbook.kernel.debug;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is inside a value: elements, entries, fields. As {@link Values}, calls no user's code. */
final class Members {

  /** More elements than this are shown in slices. */
  private static final int AT_ONCE = 100;

  private Members() {}

  static boolean hasAny(Object value) {
    return value != null && !of(value).isEmpty();
  }

  static List<Member> of(Object value) {
    try {
      return switch (value) {
        case null -> List.of();
        case String _ -> List.of();
        case Enum<?> _ -> List.of();
        case Object o when Values.isPlain(o) -> List.of();
        case Slice(Object elements, int from, int to) -> elements(elements, from, to);
        case Object array when array.getClass().isArray() ->
            elements(array, 0, Array.getLength(array));
        case Collection<?> c when Values.isJdk(c) -> elements(c, 0, c.size());
        case Map<?, ?> map when Values.isJdk(map) -> elements(map, 0, map.size());
        case Map.Entry<?, ?> entry when Values.isJdk(entry) ->
            List.of(Member.of("key", entry.getKey()), Member.of("value", entry.getValue()));
        case Optional<?> optional ->
            optional.map(v -> List.of(Member.of("value", v))).orElse(List.of());
        case Throwable thrown -> thrown(thrown);
        case Object o -> fields(o);
      };
    } catch (ConcurrentModificationException _) {
      return List.of(); // another thread is at it, and will be done when it is looked at again
    }
  }

  private static List<Member> elements(Object elements, int from, int to) {
    int width = 1;
    while ((to - from + width - 1) / width > AT_ONCE) {
      width *= AT_ONCE;
    }
    if (width > 1) {
      var slices = new ArrayList<Member>();
      for (int start = from; start < to; start += width) {
        int end = Math.min(to, start + width);
        slices.add(
            Member.of("[" + start + " … " + (end - 1) + "]", new Slice(elements, start, end)));
      }
      return slices;
    }
    return switch (elements) {
      case Map<?, ?> map ->
          map.entrySet().stream().skip(from).limit(to - from).map(Members::entry).toList();
      case List<?> list -> {
        var members = new ArrayList<Member>();
        for (int i = from; i < Math.min(to, list.size()); i++) {
          members.add(Member.of("[" + i + "]", list.get(i)));
        }
        yield members;
      }
      case Collection<?> collection -> {
        var members = new ArrayList<Member>();
        collection.stream()
            .skip(from)
            .limit(to - from)
            .forEach(e -> members.add(Member.of("[" + (from + members.size()) + "]", e)));
        yield members;
      }
      default -> {
        var members = new ArrayList<Member>();
        Class<?> type = elements.getClass().getComponentType();
        for (int i = from; i < to; i++) {
          int index = i;
          members.add(
              new Member(
                  "[" + i + "]",
                  Values.name(type),
                  TypeNames.source(type.descriptorString()),
                  Array.get(elements, i),
                  Optional.of(value -> Array.set(elements, index, value))));
        }
        yield members;
      }
    };
  }

  private static Member entry(Map.Entry<?, ?> entry) {
    return Member.of(Values.text(entry.getKey()), entry.getValue());
  }

  private static List<Member> thrown(Throwable thrown) {
    var members = new ArrayList<Member>();
    message(thrown).ifPresent(message -> members.add(Member.of("message", message)));
    if (isJdks(thrown, "getCause") && thrown.getCause() != null) {
      members.add(Member.of("cause", thrown.getCause()));
    }
    members.addAll(fields(thrown));
    return members;
  }

  /** The message of an exception, unless a user's code would have to say it. */
  static Optional<String> message(Throwable thrown) {
    return isJdks(thrown, "getMessage")
        ? Optional.ofNullable(thrown.getMessage())
        : Optional.empty();
  }

  private static boolean isJdks(Throwable thrown, String getter) {
    try {
      Class<?> declaring = thrown.getClass().getMethod(getter).getDeclaringClass();
      return declaring.getModule().getName() != null
          && declaring.getModule().getName().startsWith("java.");
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("Every Throwable has " + getter, e);
    }
  }

  /** The fields of an object, its class's own first; without those that its module hides. */
  static List<Member> fields(Object object) {
    var members = new ArrayList<Member>();
    for (Class<?> type = object.getClass();
        type != null && type != Object.class;
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic() && isOpen(field)) {
          members.add(field(object, field));
        }
      }
    }
    return members;
  }

  private static boolean isOpen(Field field) {
    try {
      return field.trySetAccessible();
    } catch (InaccessibleObjectException | SecurityException _) {
      return false;
    }
  }

  private static Member field(Object object, Field field) {
    boolean settable = !Modifier.isFinal(field.getModifiers()) && !object.getClass().isRecord();
    return new Member(
        field.getName(),
        Values.name(field.getType()),
        TypeNames.source(field.getType().descriptorString()),
        get(object, field),
        settable ? Optional.of(value -> set(object, field, value)) : Optional.empty());
  }

  private static Object get(Object object, Field field) {
    try {
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("It was made accessible", e);
    }
  }

  private static void set(Object object, Field field, Object value) {
    try {
      field.set(object, value);
    } catch (IllegalAccessException e) {
      throw new DebugException("The field " + field.getName() + " cannot be set.");
    }
  }
}
