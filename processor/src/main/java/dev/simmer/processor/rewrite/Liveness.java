package dev.simmer.processor.rewrite;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which locals are read later, at every instruction of a method.
 *
 * <p>The usual backward data flow, with one edge from each protected instruction to its handlers: a
 * value that only a handler needs is live wherever the handler can be entered from.
 */
final class Liveness {
  private final InsnList instructions;
  private final BitSet[] before;
  private final List<List<LabelNode>> handlers;

  private Liveness(MethodNode method) {
    instructions = method.instructions;
    int size = instructions.size();
    before = new BitSet[size];
    handlers = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      before[i] = new BitSet(method.maxLocals);
      handlers.add(new ArrayList<>(0));
    }
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      int end = instructions.indexOf(block.end);
      for (int i = instructions.indexOf(block.start); i < end; i++) {
        handlers.get(i).add(block.handler);
      }
    }
  }

  static Liveness of(MethodNode method) {
    Liveness liveness = new Liveness(method);
    boolean changed;
    do {
      changed = false;
      for (int i = liveness.before.length - 1; i >= 0; i--) {
        changed |= liveness.update(i);
      }
    } while (changed);
    return liveness;
  }

  /** The locals that are read after {@code call} returns or when it throws. */
  BitSet across(AbstractInsnNode call) {
    int index = instructions.indexOf(call);
    BitSet live = new BitSet();
    addAfter(index, call, live);
    addHandlers(index, live);
    return live;
  }

  /** The locals that are read from the first instruction on. */
  BitSet atStart() {
    return (BitSet) before[0].clone();
  }

  private boolean update(int index) {
    AbstractInsnNode insn = instructions.get(index);
    BitSet live = new BitSet();
    addAfter(index, insn, live);
    if (insn instanceof VarInsnNode access) {
      boolean load = access.getOpcode() >= Opcodes.ILOAD && access.getOpcode() <= Opcodes.ALOAD;
      live.set(access.var, load);
    } else if (insn instanceof IincInsnNode increment) {
      live.set(increment.var);
    }
    addHandlers(index, live);
    if (live.equals(before[index])) {
      return false;
    }
    before[index] = live;
    return true;
  }

  private void addAfter(int index, AbstractInsnNode insn, BitSet live) {
    for (LabelNode target : Code.jumpTargets(insn)) {
      live.or(before[instructions.indexOf(target)]);
    }
    if (Code.fallsThrough(insn) && index + 1 < before.length) {
      live.or(before[index + 1]);
    }
  }

  private void addHandlers(int index, BitSet live) {
    for (LabelNode handler : handlers.get(index)) {
      live.or(before[instructions.indexOf(handler)]);
    }
  }
}
