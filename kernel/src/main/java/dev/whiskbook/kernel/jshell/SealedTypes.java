package dev.whiskbook.kernel.jshell;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which classes of cells must be in one module: sealed ones, and those that extend them. */
final class SealedTypes {

  private final CellClassLoader loader;
  private final Map<String, ClassModel> batch = new HashMap<>();
  private final Set<String> together = new HashSet<>();

  /**
   * @param classes those that are loaded now
   * @param loader finds those that were loaded before
   */
  SealedTypes(Iterable<ClassModel> classes, CellClassLoader loader) {
    this.loader = loader;
    for (ClassModel type : classes) {
      batch.put(name(type.thisClass()), type);
    }
    batch.forEach(
        (name, type) -> {
          if (isSealed(type) || supertypes(type).anyMatch(this::isSealed)) {
            together.add(wrapper(name));
          }
        });
  }

  /** Whether a class must be in the module of the others. */
  boolean contains(String className) {
    return together.contains(wrapper(className));
  }

  private static String wrapper(String className) {
    return WrapperName.of(className).map(WrapperName::full).orElse(className);
  }

  private static String name(ClassEntry type) {
    return type.asInternalName().replace('/', '.');
  }

  private static Stream<String> supertypes(ClassModel type) {
    return Stream.concat(type.superclass().stream(), type.interfaces().stream())
        .map(SealedTypes::name);
  }

  private static boolean isSealed(ClassModel type) {
    return type.findAttribute(Attributes.permittedSubclasses()).isPresent();
  }

  private boolean isSealed(String className) {
    ClassModel inBatch = batch.get(className);
    if (inBatch != null) {
      return isSealed(inBatch);
    }
    byte[] bytecodes = loader.bytecodesOf(className);
    return bytecodes != null && isSealed(ClassFile.of().parse(bytecodes));
  }
}
