package dev.whiskbook.kernel.jshell;

import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;

/** Which calls in the code of cells go to {@link CellCalls} instead. */
final class StoppableCalls {

  static final ClassDesc CELL_CALLS = CellCalls.class.describeConstable().orElseThrow();

  /** Owner, name and descriptor of a method to the descriptor of what stands in for it. */
  private static final Map<String, MethodTypeDesc> CALLS = new HashMap<>();

  static {
    String lock = "java/util/concurrent/locks/Lock";
    add(lock, "lock", "()V", lock);
    add("java/util/concurrent/locks/ReentrantLock", "lock", "()V", lock);
    add("java/util/concurrent/locks/ReentrantReadWriteLock$ReadLock", "lock", "()V", lock);
    add("java/util/concurrent/locks/ReentrantReadWriteLock$WriteLock", "lock", "()V", lock);
    add("java/util/concurrent/locks/Condition", "awaitUninterruptibly", "()V");
    add("java/util/concurrent/Semaphore", "acquireUninterruptibly", "()V");
    add("java/util/concurrent/Semaphore", "acquireUninterruptibly", "(I)V");
    add("java/util/concurrent/CompletableFuture", "join", "()Ljava/lang/Object;");
    add("java/net/Socket", "getInputStream", "()Ljava/io/InputStream;");
    add("java/net/ServerSocket", "accept", "()Ljava/net/Socket;");
    add("java/net/DatagramSocket", "receive", "(Ljava/net/DatagramPacket;)V");
    add("java/lang/Process", "getInputStream", "()Ljava/io/InputStream;");
    add("java/lang/Process", "getErrorStream", "()Ljava/io/InputStream;");
    add("java/lang/ProcessBuilder", "start", "()Ljava/lang/Process;");
    add("java/lang/Runtime", "exec", "(Ljava/lang/String;)Ljava/lang/Process;");
    add("java/lang/Runtime", "exec", "([Ljava/lang/String;)Ljava/lang/Process;");
    String thread = "(Ljava/lang/Runnable;)Ljava/lang/Thread;";
    String builder = "java/lang/Thread$Builder";
    for (String owner : new String[] {builder, builder + "$OfVirtual"}) {
      add(owner, "start", thread, builder);
      add(owner, "unstarted", thread, builder);
      add(owner, "factory", "()Ljava/util/concurrent/ThreadFactory;", builder);
    }
    addStatic("java/lang/Thread", "startVirtualThread", thread);
    addStatic(
        "java/util/concurrent/Executors",
        "newVirtualThreadPerTaskExecutor",
        "()Ljava/util/concurrent/ExecutorService;");
  }

  private StoppableCalls() {}

  private static void add(String owner, String name, String descriptor) {
    add(owner, name, descriptor, owner);
  }

  /**
   * An instance method: its object comes first.
   *
   * @param as the type that the object is handed over as
   */
  private static void add(String owner, String name, String descriptor, String as) {
    CALLS.put(
        owner + '.' + name + descriptor,
        MethodTypeDesc.ofDescriptor(descriptor)
            .insertParameterTypes(0, ClassDesc.ofInternalName(as)));
  }

  private static void addStatic(String owner, String name, String descriptor) {
    CALLS.put(owner + '.' + name + descriptor, MethodTypeDesc.ofDescriptor(descriptor));
  }

  /** The descriptor of the method of the same name in {@link CellCalls}, or null. */
  static MethodTypeDesc inPlaceOf(InvokeInstruction invoke) {
    return CALLS.get(
        invoke.owner().asInternalName()
            + '.'
            + invoke.name().stringValue()
            + invoke.type().stringValue());
  }
}
