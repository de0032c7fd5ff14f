package dev.simmer.processor.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Replaces the jumps of a long method that may be longer than a jump can be (JVMS 6.5: 32 KB), as
 * javac does: an inverted test around a wide jump.
 *
 * <p>ASM would do so too while it writes the class, but its second pass over a class with stack
 * maps fails on some methods.
 */
final class LongJumps {
  private static final int GOTO_W = 200;

  /** No instruction but a switch is longer: a test that is widened, with its padding. */
  private static final int MAX_INSTRUCTION = 8;

  private LongJumps() {}

  static void widen(String owner, MethodNode method) {
    if (isSurelyShort(method)) {
      return;
    }
    Set<AbstractInsnNode> jumps = longJumps(method);
    if (jumps.isEmpty()) {
      return;
    }
    Map<AbstractInsnNode, FrameNode> after = new HashMap<>();
    List<JumpInsnNode> last = new ArrayList<>();
    TypeFlow.walk(
        owner,
        method,
        (insn, locals, stack) -> {
          last.forEach(jump -> after.put(jump, frame(locals, stack)));
          last.clear();
          if (insn.getOpcode() != Opcodes.GOTO && jumps.contains(insn)) {
            last.add((JumpInsnNode) insn);
          }
        });
    for (AbstractInsnNode insn : jumps) {
      JumpInsnNode jump = (JumpInsnNode) insn;
      FrameNode frame = after.get(jump);
      if (jump.getOpcode() == Opcodes.GOTO) {
        jump.setOpcode(GOTO_W);
      } else if (frame != null) {
        LabelNode next = new LabelNode();
        InsnList wide = new InsnList();
        wide.add(new JumpInsnNode(GOTO_W, jump.label));
        wide.add(next);
        if (!isFramed(jump.getNext())) {
          wide.add(frame);
        }
        method.instructions.insert(jump, wide);
        jump.setOpcode(inverted(jump.getOpcode()));
        jump.label = next;
      }
    }
  }

  /** Says, without a look at each instruction's length, that no jump can be too long. */
  private static boolean isSurelyShort(MethodNode method) {
    int size = 0;
    for (AbstractInsnNode insn : method.instructions) {
      int targets = insn instanceof JumpInsnNode ? 0 : Code.jumpTargets(insn).size();
      size += MAX_INSTRUCTION * (1 + 2 * targets);
    }
    return size <= Short.MAX_VALUE;
  }

  /** Finds the jumps that are too long if all of them are widened. */
  private static Set<AbstractInsnNode> longJumps(MethodNode method) {
    CodeSizeEvaluator size = new CodeSizeEvaluator(null);
    Map<AbstractInsnNode, Integer> offsets = new HashMap<>();
    for (AbstractInsnNode insn : method.instructions) {
      offsets.put(insn, size.getMaxSize());
      insn.accept(size);
    }
    Set<AbstractInsnNode> found = new LinkedHashSet<>();
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof JumpInsnNode jump) {
        int length = offsets.getOrDefault(jump.label, 0) - offsets.getOrDefault(jump, 0);
        if (length != (short) length) {
          found.add(jump);
        }
      }
    }
    return found;
  }

  /** Says whether a frame stands right here, before the next instruction. */
  private static boolean isFramed(AbstractInsnNode from) {
    for (AbstractInsnNode at = from; at != null && !Code.isReal(at); at = at.getNext()) {
      if (at instanceof FrameNode) {
        return true;
      }
    }
    return false;
  }

  private static int inverted(int opcode) {
    return opcode >= Opcodes.IFNULL ? opcode ^ 1 : ((opcode + 1) ^ 1) - 1;
  }

  private static FrameNode frame(List<Object> locals, List<Object> stack) {
    FrameNode frame = new FrameNode(Opcodes.F_NEW, 0, null, 0, null);
    frame.local = StackMap.compact(locals);
    frame.stack = StackMap.compact(stack);
    return frame;
  }
}
