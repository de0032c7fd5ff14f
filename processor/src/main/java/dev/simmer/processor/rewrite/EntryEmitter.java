package dev.simmer.processor.rewrite;

import dev.simmer.processor.rewrite.FramePlan.Saved;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Replaces the code of the visible method: it creates the cold frame that holds the arguments, and
 * nothing runs.
 *
 * <p>Only where the runtime asks does it first show that its code is as it was written; see {@link
 * Gates}.
 *
 * <p>Everything else of the user's method stays: signature, annotations, parameter names,
 * exceptions. The new code is in no line, so that a debugger stops at the method's first line in
 * the body only, and steps through here into it.
 */
final class EntryEmitter {
  private EntryEmitter() {}

  static void emit(RewrittenMethod method, MethodNode entry) {
    MethodNode code = new MethodNode(entry.access, entry.name, entry.desc, null, null);
    FramePlan plan = method.plan();
    int frame = method.signature().arguments();
    Label start = new Label();
    Label asked = new Label();
    Label created = new Label();
    code.visitLabel(start);
    if (method.hasGate()) {
      code.visitFieldInsn(Opcodes.GETSTATIC, Names.GATE, "probing", "Z");
      code.visitJumpInsn(Opcodes.IFNE, asked);
      code.visitLabel(created);
      code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    }
    plan.cold().create(code, method.dispatcher(), method.point(0));
    code.visitVarInsn(Opcodes.ASTORE, frame);
    if (plan.receiver()) {
      code.visitVarInsn(Opcodes.ALOAD, frame);
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(
          Opcodes.PUTFIELD, plan.cold().shape(), "r0", Names.descriptor(Names.OBJECT));
    }
    for (Saved argument : plan.arguments()) {
      plan.cold().saveLocal(code, frame, argument.slot(), argument.type(), argument.local());
    }
    code.visitVarInsn(Opcodes.ALOAD, frame);
    if (GeneratorCalls.isGenerator(entry)) {
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          Names.GENERATOR,
          "of",
          "(" + Names.descriptor(Names.EMITTED_FRAME) + ")" + Names.descriptor(Names.GENERATOR),
          false);
    }
    code.visitInsn(Opcodes.ARETURN);
    if (method.hasGate()) {
      code.visitLabel(asked);
      code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
      Gates.verify(code, method);
      code.visitJumpInsn(Opcodes.GOTO, created);
    }
    Label end = new Label();
    code.visitLabel(end);
    parameterNames(entry, code, frame, start, end);
    entry.instructions = code.instructions;
    entry.tryCatchBlocks.clear();
    entry.localVariables = code.localVariables;
    entry.visibleLocalVariableAnnotations = null;
    entry.invisibleLocalVariableAnnotations = null;
    entry.maxLocals = frame + 1;
    entry.visitAnnotation(Names.GENERATED_ENTRY, false).visitEnd();
  }

  /**
   * Frameworks that read parameter names from debug information read those of the visible method.
   */
  private static void parameterNames(
      MethodNode entry, MethodNode code, int arguments, Label start, Label end) {
    if (entry.localVariables == null) {
      return;
    }
    for (LocalVariableNode local : entry.localVariables) {
      if (local.index < arguments) {
        code.visitLocalVariable(local.name, local.desc, local.signature, start, end, local.index);
      }
    }
  }
}
