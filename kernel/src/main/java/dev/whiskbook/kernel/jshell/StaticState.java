package dev.whiskbook.kernel.jshell;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the static fields of cells' classes hold, variables of the session among it. It outlives a
 * class that the JVM refuses to change in place: JShell then declares the class under another name,
 * with empty fields, although the user may have declared something else that it depends on.
 */
final class StaticState {

  private static final Pattern WRAPPER = Pattern.compile("\\$JShell\\$[0-9A-Z_]+");

  private StaticState() {}

  /**
   * Copies the values of all static fields that both classes have.
   *
   * @return the names of fields whose value is lost, since its type is another class now
   */
  static List<String> copy(Class<?> from, Class<?> to) {
    var lost = new ArrayList<String>();
    for (Field field : to.getDeclaredFields()) {
      int modifiers = field.getModifiers();
      if (!Modifier.isStatic(modifiers) || Modifier.isFinal(modifiers) || field.isSynthetic()) {
        continue;
      }
      try {
        Field before = from.getDeclaredField(field.getName());
        before.setAccessible(true);
        field.setAccessible(true);
        Object value = before.get(null);
        if (before.getType() == field.getType()
            || (!field.getType().isPrimitive() && field.getType().isInstance(value))) {
          field.set(null, value);
        } else if (value != null && !before.getType().isPrimitive()) {
          lost.add(field.getName());
        }
      } catch (NoSuchFieldException e) {
        // A field that the class did not have: nothing to keep.
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(
            "The variable " + field.getName() + " is not accessible.", e);
      }
    }
    return lost;
  }

  /**
   * What a class does when it is initialised, in a form that does not change when a class that it
   * refers to is declared under another name; empty if it does nothing.
   */
  static String initializer(ClassModel type) {
    return type.methods().stream()
        .filter(method -> method.methodName().equalsString("<clinit>"))
        .map(StaticState::instructions)
        .collect(Collectors.joining());
  }

  private static String instructions(MethodModel method) {
    var text = new StringBuilder();
    for (CodeElement element : method.code().orElseThrow()) {
      if (element instanceof Instruction && !isStopCheck(element)) {
        text.append(element).append('\n');
      }
    }
    return WRAPPER.matcher(text).replaceAll("\\$");
  }

  /** The class that is loaded has stop checks, the one that comes from the compiler has not. */
  private static boolean isStopCheck(CodeElement element) {
    return element instanceof InvokeInstruction invoke
        && invoke.owner().matches(StopCheck.class.describeConstable().orElseThrow());
  }
}
