package dev.simmer.processor.rewrite;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Follows the verifier's types through a method, starting from the stack maps javac wrote.
 *
 * <p>No class is loaded or looked up: between two of javac's frames control flow is a straight
 * line.
 */
final class TypeFlow {
  /**
   * Sees the types before an instruction, one entry a slot: the lists are live, copy what you keep.
   */
  interface Visitor {
    void visit(AbstractInsnNode insn, List<Object> locals, List<Object> stack);
  }

  private TypeFlow() {}

  /** Calls {@code visitor} for every reachable instruction in the order of the code. */
  static void walk(String owner, MethodNode method, Visitor visitor) {
    Walker walker = new Walker(owner, method);
    for (AbstractInsnNode insn : method.instructions) {
      if (Code.isReal(insn) && walker.locals != null) {
        visitor.visit(insn, walker.locals, walker.stack);
      }
      insn.accept(walker);
    }
  }

  private static final class Walker extends AnalyzerAdapter {
    Walker(String owner, MethodNode method) {
      super(Opcodes.ASM9, owner, method.access, method.name, method.desc, null);
    }
  }
}
