package dev.simmer.processor.rewrite;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Keeps the lines that coverage tools count what they are without the rewriting.
 *
 * <p>JaCoCo knows how javac closes a resource, and counts neither the failing way out nor the last
 * of the others before it: that is why a closing brace is in no report. It does not know what
 * becomes of a close that may wait, so this one goes to the line of the {@code try}, without its
 * null test, which {@code closeUnlessNull(…)} makes instead. What closes on further ways out JaCoCo
 * counts in the line of the brace, and so it stays there.
 */
final class ScopeExitLines {
  private final MethodNode method;
  private final AbstractInsnNode handler;
  private final VarInsnNode resource;
  private final MethodInsnNode close;

  /**
   * Creates the lines of one failing way out.
   *
   * @param handler its first instruction
   * @param resource the load of the resource in it
   * @param close the close in it
   */
  ScopeExitLines(
      MethodNode method, AbstractInsnNode handler, VarInsnNode resource, MethodInsnNode close) {
    this.method = method;
    this.handler = handler;
    this.resource = resource;
    this.close = close;
  }

  /** Returns the close that has lost its null test by this, if one has. */
  @Nullable MethodInsnNode countLastCloseWithTheHead() {
    if (Code.nextReal(resource) != close) {
      return null; // A cast, which JaCoCo does not know.
    }
    AbstractInsnNode last = handler;
    while (last != null && !isSameClose(last)) {
      last = Code.previousReal(last);
    }
    AbstractInsnNode first = last == null ? null : Code.previousReal(last);
    if (last instanceof MethodInsnNode lastClose && first != null) {
      boolean untested = dropNullTest(first, Code.nextReal(last));
      if (Code.nextReal(last) instanceof JumpInsnNode jump && jump.getOpcode() == Opcodes.GOTO) {
        last = jump;
      }
      int line = Code.line(handler);
      startLine(Code.nextReal(last));
      startLine(first);
      for (AbstractInsnNode at = lineBefore(first); at != last; at = at.getNext()) {
        if (at instanceof LineNumberNode number) {
          number.line = line;
        }
      }
      return untested ? lastClose : null;
    }
    return null;
  }

  private boolean isSameClose(AbstractInsnNode insn) {
    return insn instanceof MethodInsnNode call
        && call.getOpcode() == close.getOpcode()
        && call.owner.equals(close.owner)
        && call.name.equals(close.name)
        && call.desc.equals(close.desc)
        && Code.previousReal(call) instanceof VarInsnNode load
        && load.getOpcode() == Opcodes.ALOAD
        && load.var == resource.var;
  }

  /** Drops the test where it skips the close and nothing else: users may write other tests. */
  private boolean dropNullTest(AbstractInsnNode load, @Nullable AbstractInsnNode after) {
    if (Code.previousReal(load) instanceof JumpInsnNode jump
        && jump.getOpcode() == Opcodes.IFNULL
        && skipsTo(jump, after)
        && Code.previousReal(jump) instanceof VarInsnNode tested
        && tested.var == resource.var) {
      method.instructions.remove(tested);
      method.instructions.remove(jump);
      return true;
    }
    return false;
  }

  /** Says whether a jump leads to {@code after}, or to where that jumps at once. */
  private static boolean skipsTo(JumpInsnNode jump, @Nullable AbstractInsnNode after) {
    AbstractInsnNode target = Code.nextReal(jump.label);
    return target == after
        || (after instanceof JumpInsnNode on
            && on.getOpcode() == Opcodes.GOTO
            && Code.nextReal(on.label) == target);
  }

  /** Gives an instruction a line node of its own, if it is in a line. */
  private void startLine(@Nullable AbstractInsnNode insn) {
    int line = insn == null ? 0 : Code.line(insn);
    if (line > 0 && insn != null && lineBefore(insn) == insn) {
      LabelNode label = new LabelNode();
      method.instructions.insertBefore(insn, label);
      method.instructions.insertBefore(insn, new LineNumberNode(line, label));
    }
  }

  /** The line node that stands right before an instruction, or the instruction. */
  private static AbstractInsnNode lineBefore(AbstractInsnNode insn) {
    for (AbstractInsnNode at = insn.getPrevious();
        at != null && !Code.isReal(at);
        at = at.getPrevious()) {
      if (at instanceof LineNumberNode) {
        return at;
      }
    }
    return insn;
  }
}
