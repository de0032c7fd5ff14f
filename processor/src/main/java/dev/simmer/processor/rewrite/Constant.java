package dev.simmer.processor.rewrite;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.util.Printer;

/**
 * A value that one instruction pushes, the same each time: no frame has to keep it.
 *
 * <p>Strings and classes are the same objects when they are pushed again: the instruction has run
 * by then, in this class, and what it found then is all that it will ever find (JVMS 5.4.3). What
 * is computed by a bootstrap method is left out, since a class that is redefined computes it anew.
 */
record Constant(Type type, AbstractInsnNode insn) implements FramePlan.StackValue {
  static final Constant NULL =
      new Constant(Type.getObjectType(Names.OBJECT), new InsnNode(Opcodes.ACONST_NULL));

  /** The constant that {@code insn} pushes; null where it does anything else. */
  static @Nullable Constant of(AbstractInsnNode insn) {
    if (insn instanceof LdcInsnNode load) {
      Type type = typeOf(load.cst);
      return type == null ? null : new Constant(type, insn);
    }
    return switch (insn.getOpcode()) {
      case Opcodes.ACONST_NULL -> NULL;
      case Opcodes.ICONST_M1,
          Opcodes.ICONST_0,
          Opcodes.ICONST_1,
          Opcodes.ICONST_2,
          Opcodes.ICONST_3,
          Opcodes.ICONST_4,
          Opcodes.ICONST_5,
          Opcodes.BIPUSH,
          Opcodes.SIPUSH ->
          new Constant(Type.INT_TYPE, insn);
      case Opcodes.LCONST_0, Opcodes.LCONST_1 -> new Constant(Type.LONG_TYPE, insn);
      case Opcodes.FCONST_0, Opcodes.FCONST_1, Opcodes.FCONST_2 ->
          new Constant(Type.FLOAT_TYPE, insn);
      case Opcodes.DCONST_0, Opcodes.DCONST_1 -> new Constant(Type.DOUBLE_TYPE, insn);
      default -> null;
    };
  }

  private static @Nullable Type typeOf(Object loaded) {
    if (loaded instanceof Integer) {
      return Type.INT_TYPE;
    }
    if (loaded instanceof Long) {
      return Type.LONG_TYPE;
    }
    if (loaded instanceof Float) {
      return Type.FLOAT_TYPE;
    }
    if (loaded instanceof Double) {
      return Type.DOUBLE_TYPE;
    }
    boolean isClass = loaded instanceof Type type && type.getSort() != Type.METHOD;
    return loaded instanceof String || isClass ? Type.getObjectType(Names.OBJECT) : null;
  }

  void push(MethodVisitor code) {
    insn.accept(code);
  }

  @Override
  public String toString() {
    String pushed = Printer.OPCODES[insn.getOpcode()];
    if (insn instanceof IntInsnNode number) {
      pushed += " " + number.operand;
    } else if (insn instanceof LdcInsnNode load) {
      pushed += " " + load.cst;
    }
    return "constant " + pushed;
  }
}
