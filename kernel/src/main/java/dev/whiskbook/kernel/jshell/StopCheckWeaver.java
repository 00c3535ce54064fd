package dev.whiskbook.kernel.jshell;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.Set;

/**
 * Makes the code of cells stoppable: puts a {@link StopCheck} at the start of every method and
 * before every backward branch, sends {@code System.exit} to {@link CellExit}, and calls that wait
 * without end to {@link CellCalls}. The JDK's own LocalExecutionControl does the former from JDK 20
 * on, but not for classes that are redefined.
 */
final class StopCheckWeaver implements CodeTransform {

  private static final ClassDesc STOP_CHECK = StopCheck.class.describeConstable().orElseThrow();
  private static final ClassDesc CELL_EXIT = CellExit.class.describeConstable().orElseThrow();
  private static final ClassDesc RUNTIME = ClassDesc.of("java.lang.Runtime");
  private static final MethodTypeDesc STATUS =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);
  private static final MethodTypeDesc RUNTIME_STATUS =
      MethodTypeDesc.of(ConstantDescs.CD_void, RUNTIME, ConstantDescs.CD_int);

  private final Set<Label> priorLabels = new HashSet<>();

  /**
   * The class with checks in it; {@code loader} finds the classes it refers to, for its stack maps.
   */
  static byte[] weave(byte[] bytecodes, ClassLoader loader) {
    var resolver =
        ClassHierarchyResolver.ofResourceParsing(loader)
            .orElse(ClassHierarchyResolver.defaultResolver());
    var classFile = ClassFile.of(ClassHierarchyResolverOption.of(resolver));
    try {
      return classFile.transformClass(
          classFile.parse(bytecodes),
          ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(StopCheckWeaver::new))
              .andThen(new AccessWidening()));
    } catch (IllegalArgumentException e) {
      // A method that is as long as the JVM allows has no room for checks: better no stop than no
      // method.
      return classFile.transformClass(classFile.parse(bytecodes), new AccessWidening());
    }
  }

  @Override
  public void atStart(CodeBuilder code) {
    stopCheck(code);
  }

  @Override
  public void accept(CodeBuilder code, CodeElement element) {
    switch (element) {
      case LabelTarget target -> {
        priorLabels.add(target.label());
        code.with(element);
      }
      case BranchInstruction branch when priorLabels.contains(branch.target()) -> {
        stopCheck(code);
        code.with(element);
      }
      case InvokeInstruction invoke when endsTheJvm(invoke) -> {
        String method = invoke.name().stringValue();
        code.invokestatic(
            CELL_EXIT, method, invoke.opcode() == Opcode.INVOKESTATIC ? STATUS : RUNTIME_STATUS);
      }
      case InvokeInstruction invoke when StoppableCalls.inPlaceOf(invoke) != null -> {
        MethodTypeDesc type = StoppableCalls.inPlaceOf(invoke);
        code.invokestatic(StoppableCalls.CELL_CALLS, invoke.name().stringValue(), type);
      }
      default -> code.with(element);
    }
  }

  private static void stopCheck(CodeBuilder code) {
    code.invokestatic(STOP_CHECK, "check", ConstantDescs.MTD_void);
  }

  private static boolean endsTheJvm(InvokeInstruction invoke) {
    String method = invoke.name().stringValue();
    return switch (invoke.owner().asInternalName()) {
      case "java/lang/System" -> method.equals("exit");
      case "java/lang/Runtime" -> method.equals("exit") || method.equals("halt");
      default -> false;
    };
  }
}
