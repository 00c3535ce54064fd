package dev.whiskbook.kernel.jshell;

import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;

/**
 * Makes public what is package-private or protected in the classes of cells. The compiler sees all
 * cells in one package; the JVM sees a package for each loader, and each snippet has a loader.
 */
final class AccessWidening implements ClassTransform {

  @Override
  public void accept(ClassBuilder builder, ClassElement element) {
    switch (element) {
      case AccessFlags flags -> builder.withFlags(widened(flags));
      case FieldModel field ->
          builder.transformField(
              field,
              (to, e) -> {
                if (e instanceof AccessFlags flags) {
                  to.withFlags(widened(flags));
                } else {
                  to.with(e);
                }
              });
      case MethodModel method ->
          builder.transformMethod(
              method,
              (to, e) -> {
                if (e instanceof AccessFlags flags) {
                  to.withFlags(widened(flags));
                } else {
                  to.with(e);
                }
              });
      default -> builder.with(element);
    }
  }

  private static int widened(AccessFlags flags) {
    int mask = flags.flagsMask();
    return (mask & ClassFile.ACC_PRIVATE) != 0
        ? mask
        : (mask & ~ClassFile.ACC_PROTECTED) | ClassFile.ACC_PUBLIC;
  }
}
