package dev.whiskbook.kernel.jshell;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;

/**
 * The classes of the snippets that can still be referred to: declared woven, and with the values of
 * their static fields when they had to be declared under another name. Guarded by the compiler's
 * lock.
 */
final class SnippetClasses {

  private final CellClassLoader loader;

  /** Snippet numbers to the wrapper that stands for them now. */
  private final Map<String, WrapperName> newest = new HashMap<>();

  private final List<String> lostVariables = new ArrayList<>();

  SnippetClasses(CellClassLoader loader) {
    this.loader = loader;
  }

  /** Makes classes known to the loader, with stop checks in them. */
  void declare(ClassBytecodes[] classes) {
    Map<String, ClassModel> models = new LinkedHashMap<>();
    for (ClassBytecodes declared : classes) {
      models.put(declared.name(), ClassFile.of().parse(declared.bytecodes()));
    }
    var sealed = new SealedTypes(models.values(), loader);
    // All, before one is woven: they refer to each other.
    for (ClassBytecodes declared : classes) {
      loader.declare(declared.name(), declared.bytecodes(), sealed.contains(declared.name()));
    }
    for (ClassBytecodes declared : classes) {
      byte[] woven = StopCheckWeaver.weave(declared.bytecodes(), loader);
      loader.declare(declared.name(), woven, sealed.contains(declared.name()));
    }
  }

  /** Carries values over into classes that were declared under another name before. */
  void keepValues(ClassBytecodes[] classes) {
    List<String> names = Arrays.stream(classes).map(ClassBytecodes::name).toList();
    for (String name : names) {
      WrapperName wrapper = WrapperName.of(name).filter(w -> w.full().equals(name)).orElse(null);
      if (wrapper == null) {
        continue;
      }
      WrapperName former = newest.put(wrapper.snippets(), wrapper);
      if (former != null && !former.equals(wrapper)) {
        for (String declared : names) {
          if (wrapper.contains(declared)) {
            keepValues(former.full() + declared.substring(wrapper.full().length()), declared);
          }
        }
      }
    }
  }

  private void keepValues(String formerName, String name) {
    try {
      boolean nested = WrapperName.of(name).filter(w -> w.full().equals(name)).isEmpty();
      // A nested class is the user's: new initial values are meant to replace the old ones.
      if (!nested || initializer(formerName).equals(initializer(name))) {
        lostVariables.addAll(
            StaticState.copy(loader.snippetClass(formerName), loader.snippetClass(name)));
      }
    } catch (ClassNotFoundException e) {
      // A nested class that there was not before: nothing to keep.
    }
  }

  /**
   * Whether the initial values of static fields differ from those of the class of that name: then
   * it must be initialised again, which needs another class.
   */
  boolean initializesAnew(ClassBytecodes redefined) throws ClassNotFoundException {
    return !initializer(redefined.name())
        .equals(StaticState.initializer(ClassFile.of().parse(redefined.bytecodes())));
  }

  private String initializer(String className) throws ClassNotFoundException {
    byte[] bytecodes = loader.bytecodesOf(className);
    if (bytecodes == null) {
      throw new ClassNotFoundException(className);
    }
    return StaticState.initializer(ClassFile.of().parse(bytecodes));
  }

  /** Variables that lost their value since the last call: their type is another class now. */
  List<String> takeLostVariables() {
    var taken = List.copyOf(lostVariables);
    lostVariables.clear();
    return taken;
  }

  /** Whether a wrapper is the class of a declaration that later snippets refer to. */
  boolean isNewest(WrapperName wrapper) {
    return wrapper.equals(newest.get(wrapper.snippets()));
  }

  /** Lets go of the classes of a snippet that no later snippet can refer to. */
  void forget(WrapperName wrapper) {
    newest.remove(wrapper.snippets(), wrapper);
    loader.forget(wrapper);
  }
}
