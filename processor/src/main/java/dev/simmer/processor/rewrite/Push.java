package dev.simmer.processor.rewrite;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Pushes constants with the shortest instruction there is. */
final class Push {
  private Push() {}

  static void intConstant(MethodVisitor code, int value) {
    if (value >= -1 && value <= 5) {
      code.visitInsn(Opcodes.ICONST_0 + value);
    } else if (value == (byte) value) {
      code.visitIntInsn(Opcodes.BIPUSH, value);
    } else if (value == (short) value) {
      code.visitIntInsn(Opcodes.SIPUSH, value);
    } else {
      code.visitLdcInsn(value);
    }
  }

  /** Pushes a method's number and a state, without a constant where the state is zero. */
  static void point(MethodVisitor code, int point) {
    int method = point >>> 16;
    if (method > 0 && method <= Short.MAX_VALUE && (point & 0xFFFF) == 0) {
      intConstant(code, method);
      intConstant(code, 16);
      code.visitInsn(Opcodes.ISHL);
    } else {
      intConstant(code, point);
    }
  }

  /** Pushes null or zero. */
  static void defaultValue(MethodVisitor code, Type type) {
    switch (type.getSort()) {
      case Type.LONG -> code.visitInsn(Opcodes.LCONST_0);
      case Type.FLOAT -> code.visitInsn(Opcodes.FCONST_0);
      case Type.DOUBLE -> code.visitInsn(Opcodes.DCONST_0);
      case Type.OBJECT, Type.ARRAY -> code.visitInsn(Opcodes.ACONST_NULL);
      default -> code.visitInsn(Opcodes.ICONST_0);
    }
  }
}
