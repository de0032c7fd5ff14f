package dev.simmer.processor.rewrite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Questions about the layout of a method as it stands; made anew after each pass that changes it.
 */
final class Code {
  private final MethodNode method;
  private final Set<LabelNode> targets = new HashSet<>();

  Code(MethodNode method) {
    this.method = method;
    for (AbstractInsnNode insn : method.instructions) {
      targets.addAll(jumpTargets(insn));
    }
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      targets.add(block.handler);
    }
  }

  /** The labels a jump or switch may go to; empty for other instructions. */
  static List<LabelNode> jumpTargets(AbstractInsnNode insn) {
    if (insn instanceof JumpInsnNode jump) {
      return List.of(jump.label);
    }
    if (insn instanceof TableSwitchInsnNode table) {
      return with(table.labels, table.dflt);
    }
    if (insn instanceof LookupSwitchInsnNode lookup) {
      return with(lookup.labels, lookup.dflt);
    }
    return List.of();
  }

  private static List<LabelNode> with(List<LabelNode> cases, LabelNode other) {
    List<LabelNode> labels = new ArrayList<>(cases);
    labels.add(other);
    return labels;
  }

  static boolean isReal(AbstractInsnNode node) {
    return node.getOpcode() >= 0;
  }

  /** The first instruction at or after {@code node}; null at the end. */
  static @Nullable AbstractInsnNode realAt(@Nullable AbstractInsnNode node) {
    return node == null || isReal(node) ? node : nextReal(node);
  }

  /** Says whether the instruction after {@code insn} can be the next to run. */
  static boolean fallsThrough(AbstractInsnNode insn) {
    return switch (insn.getOpcode()) {
      case Opcodes.GOTO, Opcodes.ATHROW, Opcodes.TABLESWITCH, Opcodes.LOOKUPSWITCH -> false;
      default -> !isReturn(insn);
    };
  }

  static boolean isReturn(AbstractInsnNode insn) {
    return insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN;
  }

  /** The instruction after {@code node}, whatever labels lie between; null at the end. */
  static @Nullable AbstractInsnNode nextReal(@Nullable AbstractInsnNode node) {
    AbstractInsnNode next = node == null ? null : node.getNext();
    while (next != null && !isReal(next)) {
      next = next.getNext();
    }
    return next;
  }

  /** The instruction before {@code node}, whatever labels lie between; null at the start. */
  static @Nullable AbstractInsnNode previousReal(AbstractInsnNode node) {
    AbstractInsnNode previous = node.getPrevious();
    while (previous != null && !isReal(previous)) {
      previous = previous.getPrevious();
    }
    return previous;
  }

  /**
   * The instruction that runs right before {@code node} on every path; null where paths meet
   * between the two.
   */
  @Nullable AbstractInsnNode straightBefore(AbstractInsnNode node) {
    AbstractInsnNode previous = node.getPrevious();
    while (previous != null && !isReal(previous)) {
      if (previous instanceof LabelNode label && targets.contains(label)) {
        return null;
      }
      previous = previous.getPrevious();
    }
    return previous;
  }

  /**
   * The instruction that runs right after {@code node} and only after it; null where paths meet
   * between the two.
   */
  @Nullable AbstractInsnNode straightAfter(AbstractInsnNode node) {
    AbstractInsnNode next = nextReal(node);
    return next != null && straightBefore(next) == node ? next : null;
  }

  /** The exception entries that cover {@code node}, in the order of the table. */
  List<TryCatchBlockNode> handlers(AbstractInsnNode node) {
    int at = method.instructions.indexOf(node);
    List<TryCatchBlockNode> covering = new ArrayList<>();
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      if (method.instructions.indexOf(block.start) <= at
          && at < method.instructions.indexOf(block.end)) {
        covering.add(block);
      }
    }
    return covering;
  }

  /**
   * Removes an instruction. Where it is the first of a line, or of a part of one, something stays
   * in its place: a line without code could not be stopped at, and would not count.
   */
  static void remove(MethodNode method, AbstractInsnNode insn) {
    if (insn.getPrevious() instanceof LineNumberNode) {
      method.instructions.set(insn, new InsnNode(Opcodes.NOP));
    } else {
      method.instructions.remove(insn);
    }
  }

  /** Says whether an exception entry has any code in its range, as it must have. */
  boolean covers(TryCatchBlockNode block) {
    AbstractInsnNode first = realAt(block.start);
    return first != null && isBefore(first, block.end);
  }

  boolean isBefore(AbstractInsnNode first, AbstractInsnNode second) {
    return method.instructions.indexOf(first) < method.instructions.indexOf(second);
  }

  /** The source line of {@code node}, or 0 where the class file has none. */
  static int line(AbstractInsnNode node) {
    for (AbstractInsnNode at = node; at != null; at = at.getPrevious()) {
      if (at instanceof LineNumberNode line) {
        return line.line;
      }
    }
    return 0;
  }

  /** The first line of the method, or 0 where the class file has none. */
  static int firstLine(MethodNode method) {
    for (AbstractInsnNode node : method.instructions) {
      if (node instanceof LineNumberNode line) {
        return line.line;
      }
    }
    return 0;
  }
}
