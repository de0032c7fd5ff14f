package dev.simmer.processor.rewrite;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes each {@code emit(…)} of a generator a suspension point that hands its value out, and lets
 * {@code return end()} return nothing.
 */
final class GeneratorCalls {
  private GeneratorCalls() {}

  static boolean isGenerator(MethodNode method) {
    return Type.getReturnType(method.desc)
        .getDescriptor()
        .equals(Names.descriptor(Names.GENERATOR_API));
  }

  static void suspend(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn instanceof MethodInsnNode call && call.owner.equals(Names.SIMMER)) {
        if (call.name.equals("emit")) {
          method.instructions.insert(call, new InsnNode(Opcodes.POP));
          method.instructions.set(call, SuspendCall.emit());
        } else if (call.name.equals("end")) {
          method.instructions.set(call, new InsnNode(Opcodes.ACONST_NULL));
        }
      }
    }
  }
}
