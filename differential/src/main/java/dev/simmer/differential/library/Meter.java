package dev.simmer.differential.library;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Counts the loops and calls of library code, so that what does not end is stopped. */
public final class Meter {
  /** Methods near the JVM's limit stay unmetered. */
  private static final int LARGE = 8000;

  private Meter() {}

  /** What a call is stopped with. */
  static final class Exhausted extends Error {
    private static final long serialVersionUID = 1;

    Exhausted() {
      super("a call went on for too long", null, false, false);
    }
  }

  /** Is called by metered code. */
  public static void count() {
    if (Thread.currentThread() instanceof CallThread thread) {
      thread.count();
    }
  }

  /** Makes a method count each call and each jump back. */
  static void insert(MethodNode method) {
    if (method.instructions.size() == 0 || method.instructions.size() > LARGE) {
      return;
    }
    for (AbstractInsnNode jump : CopiedMethod.backwardJumps(method)) {
      method.instructions.insertBefore(jump, counting());
    }
    method.instructions.insert(counting());
  }

  private static MethodInsnNode counting() {
    String owner = Type.getInternalName(Meter.class);
    return new MethodInsnNode(Opcodes.INVOKESTATIC, owner, "count", "()V");
  }
}
