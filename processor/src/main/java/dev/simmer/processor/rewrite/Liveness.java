package dev.simmer.processor.rewrite;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which locals are read later, at every instruction of a method.
 *
 * <p>The usual backward data flow, with one edge from each protected instruction to its handlers: a
 * value that only a handler needs is live wherever the handler can be entered from.
 *
 * <p>Most instructions read and write no local and share the set of the one after them, so no set
 * is changed once it is in place. Another pass is needed only when a label has changed after
 * somebody behind it asked: one pass is enough for code without loops.
 */
final class Liveness {
  private static final BitSet NOTHING = new BitSet(0);

  private final InsnList instructions;
  private final Handlers handlers;
  private final @Nullable BitSet[] before;

  /** The labels that code behind them goes back to. */
  private final BitSet backTargets = new BitSet();

  private Liveness(MethodNode method) {
    instructions = method.instructions;
    handlers = new Handlers(method);
    before = new BitSet[instructions.size()];
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
    BitSet live = (BitSet) after(index, call).clone();
    addHandlers(index, live);
    return live;
  }

  /** The locals that are read from the first instruction on. */
  BitSet atStart() {
    return (BitSet) before(0).clone();
  }

  /** Returns true when code behind {@code index} has gone by what was known until now. */
  private boolean update(int index) {
    AbstractInsnNode insn = instructions.get(index);
    BitSet live = after(index, insn);
    boolean access = insn instanceof VarInsnNode || insn instanceof IincInsnNode;
    if (access || !handlers.at(index).isEmpty()) {
      live = (BitSet) live.clone();
      if (insn instanceof VarInsnNode variable) {
        live.set(variable.var, isLoad(variable));
      } else if (insn instanceof IincInsnNode increment) {
        live.set(increment.var);
      }
      addHandlers(index, live);
    }
    boolean changed = backTargets.get(index) && !live.equals(before(index));
    before[index] = live;
    return changed;
  }

  private static boolean isLoad(VarInsnNode access) {
    return access.getOpcode() >= Opcodes.ILOAD && access.getOpcode() <= Opcodes.ALOAD;
  }

  /** What is live after an instruction that does not throw; not to be changed. */
  private BitSet after(int index, AbstractInsnNode insn) {
    List<LabelNode> targets = Code.jumpTargets(insn);
    boolean fallsThrough = Code.fallsThrough(insn) && index + 1 < before.length;
    if (targets.isEmpty()) {
      return fallsThrough ? before(index + 1) : NOTHING;
    }
    BitSet live = fallsThrough ? (BitSet) before(index + 1).clone() : new BitSet();
    addAll(targets, index, live);
    return live;
  }

  private void addHandlers(int index, BitSet live) {
    addAll(handlers.at(index), index, live);
  }

  private void addAll(List<LabelNode> labels, int from, BitSet live) {
    for (LabelNode label : labels) {
      int to = instructions.indexOf(label);
      if (to <= from) {
        backTargets.set(to);
      }
      live.or(before(to));
    }
  }

  private BitSet before(int index) {
    BitSet known = before[index];
    return known == null ? NOTHING : known;
  }
}
