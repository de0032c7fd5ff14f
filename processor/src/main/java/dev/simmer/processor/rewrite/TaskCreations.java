package dev.simmer.processor.rewrite;

import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Notes, right before a call that creates tasks, where it stands: an exception that leaves such a
 * task shows the place. It costs a constant and a field write; nobody walks the stack.
 */
final class TaskCreations {
  private static final Set<String> CREATORS =
      Set.of("createTask", "gather", "gatherSettled", "asCompleted", "staggeredRace", "shield");

  private TaskCreations() {}

  static boolean isOne(AbstractInsnNode insn) {
    return insn instanceof MethodInsnNode call
        && (call.owner.equals(Names.SIMMER) || call.owner.equals(Names.TASK_GROUP))
        && CREATORS.contains(call.name);
  }

  /** Writes the note; {@code trampoline} is the local that holds the trampoline. */
  static void note(AbstractInsnNode call, RewrittenMethod method, int trampoline, MethodNode code) {
    int line = Code.line(call);
    if (line > 0) {
      RewrittenClass.Source source = method.source();
      code.visitVarInsn(Opcodes.ALOAD, trampoline);
      code.visitLdcInsn(
          source.binaryName() + ";" + method.displayName() + ";" + line + ";" + source.file());
      code.visitFieldInsn(
          Opcodes.PUTFIELD, Names.TRAMPOLINE, "creating", Names.descriptor(Names.OBJECT));
    }
  }
}
