package dev.whiskbook.kernel.debug;

import dev.whiskbook.kernel.debug.MethodSites.Variable;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.LocalVariableInfo;
import java.lang.classfile.attribute.LocalVariableTypeInfo;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.LineNumber;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Puts probes into a class: see {@link MethodProbes} for what a method then does. */
final class ProbeWeaver {

  private final Debugger debugger;
  private final Consumer<MethodSites> found;

  /**
   * @param found is told of each method that has probes now
   */
  ProbeWeaver(Debugger debugger, Consumer<MethodSites> found) {
    this.debugger = debugger;
    this.found = found;
  }

  /** The class with probes; as it is, if they would make a method too large for the JVM. */
  byte[] weave(byte[] bytecodes, ClassLoader loader) {
    var resolver =
        ClassHierarchyResolver.ofResourceParsing(loader)
            .orElse(ClassHierarchyResolver.defaultResolver());
    var classFile = ClassFile.of(ClassHierarchyResolverOption.of(resolver));
    ClassModel model = classFile.parse(bytecodes);
    try {
      return weave(classFile, model, true);
    } catch (IllegalArgumentException _) {
      try {
        return weave(classFile, model, false);
      } catch (IllegalArgumentException _) {
        return bytecodes;
      }
    }
  }

  private byte[] weave(ClassFile classFile, ClassModel model, boolean settable) {
    var methods = new ArrayList<MethodSites>();
    byte[] woven =
        classFile.transformClass(
            model,
            (builder, element) -> {
              if (element instanceof MethodModel method && isUsers(method)) {
                MethodSites sites = sites(model, method);
                methods.add(sites);
                builder.transformMethod(
                    method,
                    MethodTransform.transformingCode(new MethodProbes(method, sites, settable)));
              } else {
                builder.with(element);
              }
            });
    methods.forEach(found);
    return woven;
  }

  /** A method that a user wrote, or a lambda; not what the compiler adds. */
  private static boolean isUsers(MethodModel method) {
    boolean synthetic = method.flags().has(AccessFlag.SYNTHETIC);
    return method.code().isPresent()
        && (!synthetic || method.methodName().stringValue().startsWith("lambda$"))
        && method.code().get().elementStream().anyMatch(LineNumber.class::isInstance);
  }

  private MethodSites sites(ClassModel type, MethodModel method) {
    CodeAttribute code = (CodeAttribute) method.code().orElseThrow();
    var sites = new ArrayList<MethodSites.Site>();
    int index = 0;
    for (CodeElement element : code) {
      if (element instanceof LineNumber line) {
        sites.add(new MethodSites.Site(index, line.line()));
      } else if (element instanceof Instruction instruction) {
        index += instruction.sizeInBytes();
      }
    }
    return new MethodSites(
        debugger,
        type.thisClass().asInternalName().replace('/', '.'),
        method.methodName().stringValue(),
        code.maxLocals(),
        sites,
        variables(code),
        handlers(code, code));
  }

  private static List<MethodSites.Handler> handlers(CodeModel elements, CodeAttribute code) {
    var handlers = new ArrayList<MethodSites.Handler>();
    for (ExceptionCatch handler : elements.exceptionHandlers()) {
      // What catches anything is a finally, which throws it again.
      handler
          .catchType()
          .ifPresent(
              type ->
                  handlers.add(
                      new MethodSites.Handler(
                          code.labelToBci(handler.tryStart()),
                          code.labelToBci(handler.tryEnd()),
                          type.asInternalName().replace('/', '.'))));
    }
    return handlers;
  }

  private static List<Variable> variables(CodeAttribute code) {
    var variables = new ArrayList<Variable>();
    code.findAttribute(Attributes.localVariableTable())
        .ifPresent(
            table -> table.localVariables().forEach(local -> variables.add(variable(local, code))));
    return variables;
  }

  private static Variable variable(LocalVariableInfo local, CodeAttribute code) {
    String descriptor = local.type().stringValue();
    Optional<LocalVariableTypeInfo> generic =
        code.findAttribute(Attributes.localVariableTypeTable()).stream()
            .flatMap(table -> table.localVariableTypes().stream())
            .filter(type -> type.slot() == local.slot() && type.startPc() == local.startPc())
            .findFirst();
    return new Variable(
        local.name().stringValue(),
        local.slot(),
        local.startPc(),
        local.startPc() + local.length(),
        descriptor,
        generic.map(type -> type.signature().stringValue()).orElse(descriptor));
  }
}
