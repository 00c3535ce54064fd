package dev.whiskbook.kernel.magic;

import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands the value of a magic to the Java declaration that it stands in: {@code Run small = %fanout
 * 16} becomes {@code Run small = MagicValues.take(3)}.
 */
public final class MagicValues {

  private static final AtomicLong ids = new AtomicLong();
  private static final Map<Long, Object> values = new ConcurrentHashMap<>();
  private static final Object NULL = new Object();

  private MagicValues() {}

  /**
   * The Java source of a declaration that takes up a value.
   *
   * @param declaration what stands before the equals sign
   * @param valueType the type of {@code var}, unless the value's own class can be named
   */
  public static String declare(String declaration, Object value, Class<?> valueType) {
    long id = ids.incrementAndGet();
    values.put(id, value == null ? NULL : value);
    String type = "";
    if (value != null && isNameable(value.getClass())) {
      type = "<" + value.getClass().getCanonicalName() + ">"; // lets an int become a double
    } else if (declaration.startsWith("var ")) {
      type = "<" + valueType.getCanonicalName() + ">";
    }
    return declaration + " = " + MagicValues.class.getName() + "." + type + "take(" + id + "L);";
  }

  /**
   * The value put away under this number, which is let go. Called from the source that {@link
   * #declare} makes.
   */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the declaration says the type
  public static <T> T take(long id) {
    Object value = values.remove(id);
    return value == NULL ? null : (T) value;
  }

  private static boolean isNameable(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && type.getCanonicalName() != null
        && !type.isHidden()
        && type.getTypeParameters().length == 0
        && (type.getDeclaringClass() == null || isNameable(type.getDeclaringClass()));
  }
}
