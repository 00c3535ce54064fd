package dev.whiskbook.kernel.debug;

import dev.whiskbook.kernel.debug.MethodSites.Variable;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts probes into a method, which then does this:
 *
 * <pre>{@code
 * Frame frame = Probe.enter(number);            // and the parameters into the frame
 * try {
 *   if (frame.line(0)) { x = frame…; … }        // where a line begins; loads what a debugger has set
 *   x = 1; frame.primitives[slot of x] = x;     // where a local variable is written
 *   …
 *   catch (E e) { frame.caught(e); … }
 *   frame.exit(); return …;
 * } catch (Throwable t) {
 *   frame.thrown(t); throw t;
 * }
 * }</pre>
 *
 * Copying a variable when it is written costs little where it is written, and nothing at each line.
 */
final class MethodProbes implements CodeTransform {

  private static final ClassDesc PROBE = Probe.class.describeConstable().orElseThrow();
  private static final ClassDesc FRAME = Frame.class.describeConstable().orElseThrow();
  private static final ClassDesc LONGS = ConstantDescs.CD_long.arrayType();
  private static final ClassDesc OBJECTS = ConstantDescs.CD_Object.arrayType();
  private static final MethodTypeDesc ENTER = MethodTypeDesc.of(FRAME, ConstantDescs.CD_int);
  private static final MethodTypeDesc LINE =
      MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_int);
  private static final MethodTypeDesc THROWN =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Throwable);

  private final MethodModel method;
  private final MethodSites sites;
  private final boolean settable;
  private final Set<Label> handlers = new HashSet<>();
  private final List<Runnable> afterCode = new ArrayList<>();
  private int frame;
  private int site;
  private Label guarded;

  /** Objects that are made and not yet initialised, while {@code this} is not either. */
  private int made;

  /**
   * @param settable whether variables can be set by a debugger, which makes the method larger
   */
  MethodProbes(MethodModel method, MethodSites sites, boolean settable) {
    this.method = method;
    this.sites = sites;
    this.settable = settable;
  }

  @Override
  public void atStart(CodeBuilder code) {
    frame = code.allocateLocal(TypeKind.REFERENCE);
    code.loadConstant(Probe.register(sites)).invokestatic(PROBE, "enter", ENTER).astore(frame);
    boolean isStatic = method.flags().has(AccessFlag.STATIC);
    if (!isStatic && !isConstructor()) {
      copy(code, TypeKind.REFERENCE, 0);
    }
    int slot = isStatic ? 0 : 1;
    for (ClassDesc parameter : method.methodTypeSymbol().parameterList()) {
      TypeKind kind = TypeKind.from(parameter);
      copy(code, kind, slot);
      slot += kind.slotSize();
    }
    if (!isConstructor()) {
      guard(code);
    }
  }

  private boolean isConstructor() {
    return method.methodName().equalsString("<init>");
  }

  /** From here on exceptions are seen; in a constructor not before {@code this} is an object. */
  private void guard(CodeBuilder code) {
    guarded = code.newBoundLabel();
  }

  @Override
  public void accept(CodeBuilder code, CodeElement element) {
    switch (element) {
      case ExceptionCatch handler -> {
        handlers.add(handler.handler());
        code.with(element);
      }
      case LabelTarget target when handlers.contains(target.label()) -> {
        code.with(element);
        code.dup().aload(frame).swap().invokevirtual(FRAME, "caught", THROWN);
      }
      case LineNumber _ -> {
        code.with(element);
        line(code, site++);
      }
      case StoreInstruction store -> {
        code.with(element);
        copy(code, store.typeKind(), store.slot());
      }
      case IncrementInstruction increment -> {
        code.with(element);
        copy(code, TypeKind.INT, increment.slot());
      }
      case ReturnInstruction _ -> {
        code.aload(frame).invokevirtual(FRAME, "exit", ConstantDescs.MTD_void);
        code.with(element);
      }
      case NewObjectInstruction _ when guarded == null -> {
        made++;
        code.with(element);
      }
      case InvokeInstruction call when guarded == null && isInitialiser(call) -> {
        code.with(element);
        if (made-- == 0) {
          copy(code, TypeKind.REFERENCE, 0); // this was super(…) or this(…)
          guard(code);
        }
      }
      default -> code.with(element);
    }
  }

  private static boolean isInitialiser(InvokeInstruction call) {
    return call.opcode() == Opcode.INVOKESPECIAL && call.name().equalsString("<init>");
  }

  @Override
  public void atEnd(CodeBuilder code) {
    Label end = code.newBoundLabel();
    afterCode.forEach(Runnable::run);
    if (guarded != null) {
      Label handler = code.newBoundLabel();
      code.exceptionCatchAll(guarded, end, handler);
      code.dup().aload(frame).swap().invokevirtual(FRAME, "thrown", THROWN).athrow();
    }
  }

  private void line(CodeBuilder code, int reached) {
    code.aload(frame).loadConstant(reached).invokevirtual(FRAME, "line", LINE);
    List<Variable> variables = sites.variables(reached);
    if (!settable || guarded == null || variables.isEmpty()) {
      code.pop();
      return;
    }
    Label load = code.newLabel();
    Label on = code.newLabel();
    code.ifne(load).labelBinding(on);
    afterCode.add(
        () -> {
          code.labelBinding(load);
          variables.stream()
              .filter(variable -> !variable.name().equals("this"))
              .forEach(variable -> load(code, variable));
          code.goto_(on);
        });
  }

  /** Copies a local variable into the frame. */
  private void copy(CodeBuilder code, TypeKind kind, int slot) {
    boolean reference = kind == TypeKind.REFERENCE;
    code.aload(frame)
        .getfield(FRAME, reference ? "references" : "primitives", reference ? OBJECTS : LONGS)
        .loadConstant(slot)
        .loadLocal(kind, slot);
    switch (kind) {
      case REFERENCE -> code.aastore();
      case LONG -> code.lastore();
      case DOUBLE ->
          code.invokestatic(
                  ConstantDescs.CD_Double,
                  "doubleToRawLongBits",
                  MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_double))
              .lastore();
      case FLOAT ->
          code.invokestatic(
                  ConstantDescs.CD_Float,
                  "floatToRawIntBits",
                  MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_float))
              .i2l()
              .lastore();
      default -> code.i2l().lastore();
    }
  }

  /** Loads a local variable from the frame. */
  private void load(CodeBuilder code, Variable variable) {
    ClassDesc type = ClassDesc.ofDescriptor(variable.descriptor());
    TypeKind kind = TypeKind.from(type).asLoadable();
    int slot = variable.slot();
    boolean reference = kind == TypeKind.REFERENCE;
    code.aload(frame)
        .getfield(FRAME, reference ? "references" : "primitives", reference ? OBJECTS : LONGS)
        .loadConstant(slot);
    switch (kind) {
      case REFERENCE -> code.aaload().checkcast(type);
      case LONG -> code.laload();
      case DOUBLE ->
          code.laload()
              .invokestatic(
                  ConstantDescs.CD_Double,
                  "longBitsToDouble",
                  MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_long));
      case FLOAT ->
          code.laload()
              .l2i()
              .invokestatic(
                  ConstantDescs.CD_Float,
                  "intBitsToFloat",
                  MethodTypeDesc.of(ConstantDescs.CD_float, ConstantDescs.CD_int));
      default -> code.laload().l2i();
    }
    code.storeLocal(kind, slot);
  }
}
