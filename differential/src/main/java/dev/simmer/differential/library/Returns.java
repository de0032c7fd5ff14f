package dev.simmer.differential.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Makes each {@code return value} of a method a {@code return done(value)}. */
final class Returns {
  private static final String SIMMER = "dev/simmer/Simmer";

  private final MethodNode method;
  private final Type result;

  private Returns(MethodNode method, Type result) {
    this.method = method;
    this.result = result;
  }

  /** Changes the returns of a method whose descriptor is the original's. */
  static void done(String owner, MethodNode method) {
    Returns returns = new Returns(method, Type.getReturnType(method.desc));
    Map<AbstractInsnNode, VarInsnNode> stores = ParkedResults.of(owner, method);
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN) {
        VarInsnNode store = stores.get(insn);
        if (store == null) {
          returns.doneBefore(insn);
        } else {
          method.instructions.insertBefore(store, returns.done());
        }
        method.instructions.set(insn, new InsnNode(Opcodes.ARETURN));
      }
    }
  }

  private InsnList done() {
    InsnList code = new InsnList();
    boolean nothing = result.getSort() == Type.VOID;
    if (!nothing) {
      code.add(Boxed.box(result));
    }
    String descriptor = (nothing ? "()" : "(Ljava/lang/Object;)") + "Ldev/simmer/Coroutine;";
    code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, SIMMER, "done", descriptor));
    return code;
  }

  /**
   * Adds the call to the end of the expression: javac leaves a return itself out of the exception
   * ranges that cover its expression.
   */
  private void doneBefore(AbstractInsnNode areturn) {
    List<LabelNode> labels = new ArrayList<>();
    AbstractInsnNode previous = areturn.getPrevious();
    for (; previous != null && previous.getOpcode() < 0; previous = previous.getPrevious()) {
      if (previous instanceof LabelNode label) {
        labels.add(label);
      }
    }
    LabelNode end = new LabelNode();
    InsnList added = done();
    added.add(end);
    method.instructions.insertBefore(areturn, added);
    if (result.getSort() != Type.VOID) {
      for (TryCatchBlockNode block : method.tryCatchBlocks) {
        if (labels.contains(block.end)) {
          block.end = end;
        }
      }
    }
  }
}
