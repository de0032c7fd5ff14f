package dev.simmer.processor.rewrite;

import dev.simmer.processor.rewrite.FramePlan.PointPlan;
import dev.simmer.processor.rewrite.FramePlan.Saved;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Finds where in the body a debugger may show each local variable.
 *
 * <p>A frame keeps no local that nothing reads any more, so after a resume such a local is null or
 * zero. To show that would be to show a wrong value: there the variable is out of sight until it is
 * assigned again. Code compiled for debugging keeps every visible local, and loses none.
 */
final class VisibleLocals {
  /** One entry of the table of local variables. */
  record Range(LocalVariableNode local, Label start, Label end) {}

  private final MethodNode code;
  private final InsnList instructions;
  private final Map<SuspendCall, BitSet> lostAt = new HashMap<>();
  private final Function<SuspendCall, Label> resumed;

  /** The locals that may be lost before each instruction; null where nothing leads. */
  private final @Nullable BitSet[] lost;

  private final Handlers handlers;
  private final Deque<Integer> open = new ArrayDeque<>();

  private VisibleLocals(MethodNode code, Function<SuspendCall, Label> resumed) {
    this.code = code;
    this.resumed = resumed;
    instructions = code.instructions;
    handlers = new Handlers(code);
    lost = new BitSet[instructions.size()];
  }

  /**
   * Finds the ranges, for which labels are put into {@code code}.
   *
   * @param resumed the label where the body goes on after a resume at a call
   */
  static List<Range> of(MethodNode code, FramePlan plan, Function<SuspendCall, Label> resumed) {
    if (code.localVariables == null) {
      return List.of();
    }
    VisibleLocals visible = new VisibleLocals(code, resumed);
    for (PointPlan point : plan.points()) {
      visible.lostAt.put(point.point().call(), visible.lostAt(point, plan.receiver()));
    }
    visible.flow(visible.lostAtStart(plan));
    return visible.ranges();
  }

  private BitSet lostAt(PointPlan plan, boolean receiver) {
    BitSet all = new BitSet();
    all.set(receiver ? 1 : 0, code.maxLocals);
    plan.locals().forEach(saved -> all.clear(saved.local()));
    List<Object> types = plan.point().locals();
    for (int i = 0; i < types.size(); i++) {
      if (types.get(i) == Opcodes.NULL) {
        all.clear(i); // It is null by type, and null again afterwards.
      }
    }
    return all;
  }

  private BitSet lostAtStart(FramePlan plan) {
    BitSet arguments = new BitSet();
    int size = (Type.getArgumentsAndReturnSizes(code.desc) >> 2) - (plan.receiver() ? 0 : 1);
    arguments.set(plan.receiver() ? 1 : 0, size);
    for (Saved saved : plan.arguments()) {
      arguments.clear(saved.local());
    }
    return arguments;
  }

  private void flow(BitSet atStart) {
    merge(0, atStart);
    while (!open.isEmpty()) {
      step(open.pop());
    }
  }

  private void step(int index) {
    AbstractInsnNode insn = instructions.get(index);
    BitSet before = before(index);
    BitSet after = after(insn, before);
    for (LabelNode target : Code.jumpTargets(insn)) {
      merge(instructions.indexOf(target), after);
    }
    if (Code.fallsThrough(insn) && index + 1 < lost.length) {
      merge(index + 1, after);
    }
    for (LabelNode handler : handlers.at(index)) {
      merge(instructions.indexOf(handler), before);
      merge(instructions.indexOf(handler), after);
    }
  }

  private BitSet after(AbstractInsnNode insn, BitSet before) {
    if (insn instanceof VarInsnNode access && access.getOpcode() >= Opcodes.ISTORE) {
      BitSet after = (BitSet) before.clone();
      after.clear(access.var);
      return after;
    }
    BitSet losing = insn instanceof SuspendCall call ? lostAt.get(call) : null;
    if (losing != null) {
      BitSet after = (BitSet) before.clone();
      after.or(losing);
      return after;
    }
    return before;
  }

  private void merge(int index, BitSet more) {
    BitSet known = lost[index];
    if (known == null) {
      lost[index] = (BitSet) more.clone();
      open.push(index);
      return;
    }
    int size = known.cardinality();
    known.or(more);
    if (known.cardinality() > size) {
      open.push(index);
    }
  }

  private BitSet before(int index) {
    BitSet known = lost[index];
    return known == null ? new BitSet() : known;
  }

  private List<Range> ranges() {
    // Labels put in move the instructions, so what was found is kept by instruction.
    Map<AbstractInsnNode, BitSet> lostBefore = new HashMap<>();
    for (int i = 0; i < lost.length; i++) {
      lostBefore.put(instructions.get(i), before(i));
    }
    List<Range> ranges = new ArrayList<>();
    for (LocalVariableNode local : code.localVariables) {
      add(local, lostBefore, ranges);
    }
    return ranges;
  }

  private void add(
      LocalVariableNode local, Map<AbstractInsnNode, BitSet> lostBefore, List<Range> ranges) {
    Label start = null;
    for (AbstractInsnNode at = local.start; at != null && at != local.end; at = at.getNext()) {
      BitSet lostHere = lostBefore.get(at);
      if (!Code.isReal(at) || lostHere == null) {
        continue;
      }
      boolean visible = !lostHere.get(local.index);
      if (visible && start == null) {
        start = labelBefore(at, local.start);
      } else if (!visible && start != null) {
        ranges.add(new Range(local, start, labelBefore(at, local.start)));
        start = null;
      }
      BitSet losing = at instanceof SuspendCall call ? lostAt.get(call) : null;
      if (start != null && losing != null && losing.get(local.index)) {
        ranges.add(new Range(local, start, resumed.apply((SuspendCall) at)));
        start = null;
      }
    }
    if (start != null) {
      ranges.add(new Range(local, start, local.end.getLabel()));
    }
  }

  /** The label {@code first} where that is all that stands before {@code insn}, else a new one. */
  private Label labelBefore(AbstractInsnNode insn, LabelNode first) {
    for (AbstractInsnNode at = insn.getPrevious();
        at != null && !Code.isReal(at);
        at = at.getPrevious()) {
      if (at == first) {
        return first.getLabel();
      }
    }
    LabelNode label = new LabelNode();
    instructions.insertBefore(insn, label);
    return label.getLabel();
  }
}
