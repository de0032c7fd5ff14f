package dev.simmer.processor.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Finds the constants that lie on the operand stack: a value is one where a single instruction may
 * have pushed it, on whichever way the code came there, and pushes a constant.
 *
 * <p>What a local holds is not followed: whoever loads it is its producer. Methods with nothing
 * below their calls are never looked at.
 */
final class Constants {
  private final String owner;
  private final MethodNode method;
  private @Nullable Frame<SourceValue>[] before;

  Constants(String owner, MethodNode method) {
    this.owner = owner;
    this.method = method;
    before = unknown();
  }

  /**
   * Finds what lies in the lowest {@code slots} of the stack before {@code insn}, one entry a slot:
   * null where it is no constant, and for the second slot of a long or double.
   */
  List<@Nullable Constant> below(AbstractInsnNode insn, int slots) {
    List<@Nullable Constant> constants = new ArrayList<>();
    if (slots > 0 && before.length == 0) {
      before = analysed();
    }
    Frame<SourceValue> stack = slots == 0 ? null : before[method.instructions.indexOf(insn)];
    for (int i = 0; constants.size() < slots; i++) {
      SourceValue value = stack == null ? null : stack.getStack(i);
      constants.add(value == null ? null : constant(value.insns));
      if (value != null && value.getSize() == 2) {
        constants.add(null);
      }
    }
    return constants;
  }

  private static @Nullable Constant constant(Set<AbstractInsnNode> producers) {
    return producers.size() == 1 ? Constant.of(producers.iterator().next()) : null;
  }

  private @Nullable Frame<SourceValue>[] analysed() {
    try {
      return new StackAnalyzer().analyze(owner, method);
    } catch (AnalyzerException e) {
      throw new IllegalStateException("the stack of " + method.name + " cannot be followed", e);
    }
  }

  @SuppressWarnings("unchecked") // No array of a generic type can be made otherwise.
  private static @Nullable Frame<SourceValue>[] unknown() {
    return (Frame<SourceValue>[]) new Frame<?>[0];
  }

  /** Has no locals in its frames, which would make it slow for long methods with many. */
  private static final class StackAnalyzer extends Analyzer<SourceValue> {
    StackAnalyzer() {
      super(new Producers());
    }

    @Override
    protected Frame<SourceValue> newFrame(int locals, int stack) {
      return new StackFrame();
    }

    @Override
    protected Frame<SourceValue> newFrame(Frame<? extends SourceValue> frame) {
      return new StackFrame(frame);
    }
  }

  private static final class StackFrame extends Frame<SourceValue> {
    private static final SourceValue ANY = new SourceValue(1);

    StackFrame() {
      super(0, -1); // As deep as needed: the passes before this may have made the stack deeper.
    }

    StackFrame(Frame<? extends SourceValue> frame) {
      super(frame);
    }

    @Override
    public SourceValue getLocal(int index) {
      return ANY;
    }

    @Override
    public void setLocal(int index, SourceValue value) {}
  }

  private static final class Producers extends SourceInterpreter {
    Producers() {
      super(Opcodes.ASM9);
    }

    @Override
    public SourceValue copyOperation(AbstractInsnNode insn, SourceValue value) {
      return switch (insn.getOpcode()) {
        case Opcodes.ILOAD, Opcodes.FLOAD, Opcodes.ALOAD -> new SourceValue(1, insn);
        case Opcodes.LLOAD, Opcodes.DLOAD -> new SourceValue(2, insn);
        default -> super.copyOperation(insn, value);
      };
    }
  }
}
