package dev.simmer.processor.rewrite;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Which values of the operand stack are constants. */
class ConstantsTest {
  @Test
  void instructionsThatPushConstantsAreFound() {
    assertThat(
            below(
                8,
                code -> {
                  code.visitInsn(Opcodes.ICONST_M1);
                  code.visitIntInsn(Opcodes.BIPUSH, 7);
                  code.visitIntInsn(Opcodes.SIPUSH, 300);
                  code.visitLdcInsn(70_000);
                  code.visitInsn(Opcodes.FCONST_2);
                  code.visitInsn(Opcodes.ACONST_NULL);
                  code.visitLdcInsn("text");
                  code.visitLdcInsn(Type.getType("[I"));
                }))
        .isEqualTo(
            "ICONST_M1, BIPUSH 7, SIPUSH 300, LDC 70000, FCONST_2, ACONST_NULL, LDC text, LDC [I");
  }

  @Test
  void longsAndDoublesTakeTwoSlots() {
    assertThat(
            below(
                7,
                code -> {
                  code.visitLdcInsn(5L);
                  code.visitInsn(Opcodes.ICONST_1);
                  code.visitInsn(Opcodes.DCONST_1);
                  code.visitVarInsn(Opcodes.LLOAD, 0);
                }))
        .isEqualTo("LDC 5, -, ICONST_1, DCONST_1, -, -, -");
  }

  @Test
  void whatIsComputedOrLoadedIsNoConstant() {
    Handle bootstrap = new Handle(Opcodes.H_INVOKESTATIC, "P", "b", "()Ljava/lang/Object;", false);
    assertThat(
            below(
                4,
                code -> {
                  code.visitInsn(Opcodes.ICONST_1);
                  code.visitInsn(Opcodes.ICONST_2);
                  code.visitInsn(Opcodes.IADD);
                  code.visitInsn(Opcodes.ICONST_3);
                  code.visitVarInsn(Opcodes.ISTORE, 2);
                  code.visitVarInsn(Opcodes.ILOAD, 2);
                  code.visitLdcInsn(new ConstantDynamic("c", "I", bootstrap));
                  code.visitLdcInsn(Type.getMethodType("()V"));
                }))
        .isEqualTo("-, -, -, -");
  }

  @Test
  void instructionsThatShuffleTheStackTakeTheirValuesAlong() {
    assertThat(
            below(
                3,
                code -> {
                  code.visitInsn(Opcodes.ICONST_1);
                  code.visitVarInsn(Opcodes.ILOAD, 2);
                  code.visitInsn(Opcodes.SWAP);
                  code.visitInsn(Opcodes.ICONST_4);
                }))
        .startsWith("-, ")
        .endsWith("ICONST_4");
  }

  @Test
  void valueFromTwoPlacesIsNoConstant() {
    assertThat(
            below(
                2,
                code -> {
                  Label other = new Label();
                  Label join = new Label();
                  code.visitInsn(Opcodes.ICONST_5);
                  code.visitVarInsn(Opcodes.ILOAD, 2);
                  code.visitJumpInsn(Opcodes.IFEQ, other);
                  code.visitInsn(Opcodes.ICONST_1);
                  code.visitJumpInsn(Opcodes.GOTO, join);
                  code.visitLabel(other);
                  code.visitInsn(Opcodes.ICONST_1);
                  code.visitLabel(join);
                }))
        .isEqualTo("ICONST_5, -");
  }

  @Test
  void valueThatALoopPutsInPlaceOfAConstantIsNone() {
    assertThat(
            below(
                2,
                code -> {
                  Label again = new Label();
                  code.visitInsn(Opcodes.ICONST_5);
                  code.visitInsn(Opcodes.ICONST_1);
                  code.visitLabel(again);
                  call(code, "before");
                  code.visitInsn(Opcodes.POP);
                  code.visitInsn(Opcodes.ICONST_2);
                  code.visitVarInsn(Opcodes.ILOAD, 2);
                  code.visitJumpInsn(Opcodes.IFNE, again);
                },
                "before"))
        .isEqualTo("ICONST_5, -");
  }

  @Test
  void codeThatNothingLeadsToHasNoConstants() {
    assertThat(
            below(
                1,
                code -> {
                  code.visitInsn(Opcodes.RETURN);
                  code.visitInsn(Opcodes.ICONST_1);
                }))
        .isEqualTo("-");
  }

  private static String below(int slots, Consumer<MethodVisitor> before) {
    return below(slots, before, "call");
  }

  /** Prints what is found below the call of a method in code that begins with {@code before}. */
  private static String below(int slots, Consumer<MethodVisitor> before, String called) {
    MethodNode method = new MethodNode(Opcodes.ACC_STATIC, "m", "(JI)V", null, null);
    before.accept(method);
    call(method, "call");
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(0, 3);
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof MethodInsnNode call && call.name.equals(called)) {
        List<Constant> found = new Constants("P", method).below(call, slots);
        return found.stream().map(ConstantsTest::text).collect(Collectors.joining(", "));
      }
    }
    throw new AssertionError("no call");
  }

  private static String text(@org.jspecify.annotations.Nullable Constant constant) {
    return constant == null ? "-" : requireNonNull(constant).toString().substring(9);
  }

  private static void call(MethodVisitor code, String name) {
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "P", name, "()V", false);
  }
}
