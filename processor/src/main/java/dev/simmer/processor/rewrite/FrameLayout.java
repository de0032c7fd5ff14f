package dev.simmer.processor.rewrite;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * How many slots a method's frame has, and how each is reached: the smallest runtime shape that
 * holds the fullest suspension point.
 *
 * @param references how many references are saved at once, the receiver included
 * @param primitives how many primitives are saved at once
 */
record FrameLayout(int references, int primitives) {
  private static final int SHAPE_REFERENCES = 8;
  private static final int SHAPE_PRIMITIVES = 4;

  private boolean isWide() {
    return references > SHAPE_REFERENCES || primitives > SHAPE_PRIMITIVES;
  }

  String shape() {
    return Names.SHAPES + "$" + (isWide() ? "Wide" : "R" + references + "L" + primitives);
  }

  /** Leaves a new frame on the stack, bound to its method and state. */
  void create(MethodVisitor code, String dispatcher, int point) {
    code.visitTypeInsn(Opcodes.NEW, shape());
    code.visitInsn(Opcodes.DUP);
    if (isWide()) {
      pushSizes(code);
      code.visitMethodInsn(Opcodes.INVOKESPECIAL, shape(), "<init>", "(II)V", false);
    } else {
      code.visitMethodInsn(Opcodes.INVOKESPECIAL, shape(), "<init>", "()V", false);
    }
    code.visitInsn(Opcodes.DUP);
    code.visitFieldInsn(
        Opcodes.GETSTATIC, dispatcher, DispatcherEmitter.INSTANCE, Names.descriptor(dispatcher));
    Push.intConstant(code, point);
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        shape(),
        "bind",
        "(" + Names.descriptor(Names.DISPATCHER) + "I)V",
        false);
  }

  /**
   * Sets the frame's state, and leaves the frame on the stack; {@code frame} is the local that
   * holds the frame, or null while there is none. Without a branch, which coverage would show.
   */
  void at(MethodVisitor code, String dispatcher, int point, int frame) {
    Push.intConstant(code, point);
    code.visitVarInsn(Opcodes.ALOAD, frame);
    code.visitFieldInsn(
        Opcodes.GETSTATIC, dispatcher, DispatcherEmitter.INSTANCE, Names.descriptor(dispatcher));
    String sizes = "";
    if (isWide()) {
      pushSizes(code);
      sizes = "II";
    }
    String own = Names.descriptor(shape());
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        shape(),
        "at",
        "(I" + own + Names.descriptor(Names.DISPATCHER) + sizes + ")" + own,
        false);
  }

  private void pushSizes(MethodVisitor code) {
    Push.intConstant(code, Math.max(0, references - SHAPE_REFERENCES));
    Push.intConstant(code, Math.max(0, primitives - SHAPE_PRIMITIVES));
  }

  /** Saves the value on top of the stack; {@code frame} is the local that holds the frame. */
  void save(MethodVisitor code, int frame, Slot slot, Type type) {
    toSlot(code, type);
    code.visitVarInsn(Opcodes.ALOAD, frame);
    if (slot.isInArray()) {
      Push.intConstant(code, slot.index - slot.inShape());
      wide(code, Opcodes.INVOKESTATIC, "save", "(" + slot.descriptor() + wideDescriptor() + "I)V");
      return;
    }
    if (slot.reference) {
      code.visitInsn(Opcodes.SWAP);
    } else {
      code.visitInsn(Opcodes.DUP_X2);
      code.visitInsn(Opcodes.POP);
    }
    code.visitFieldInsn(Opcodes.PUTFIELD, shape(), slot.field(), slot.descriptor());
  }

  /** Leaves the saved value on the stack and forgets the reference. */
  void restore(MethodVisitor code, int frame, Slot slot, Type type) {
    code.visitVarInsn(Opcodes.ALOAD, frame);
    if (slot.isInArray()) {
      Push.intConstant(code, slot.index - slot.inShape());
      String name = slot.reference ? "takeReference" : "primitive";
      wide(code, Opcodes.INVOKEVIRTUAL, name, "(I)" + slot.descriptor());
    } else {
      code.visitFieldInsn(Opcodes.GETFIELD, shape(), slot.field(), slot.descriptor());
      if (slot.reference) {
        code.visitVarInsn(Opcodes.ALOAD, frame);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitFieldInsn(Opcodes.PUTFIELD, shape(), slot.field(), slot.descriptor());
      }
    }
    fromSlot(code, type);
  }

  /**
   * Beyond the fields of a shape a call is shorter than the array access, and long methods have a
   * size limit.
   */
  private void wide(MethodVisitor code, int opcode, String name, String descriptor) {
    code.visitMethodInsn(opcode, shape(), name, descriptor, false);
  }

  private String wideDescriptor() {
    return Names.descriptor(shape());
  }

  private static void toSlot(MethodVisitor code, Type type) {
    switch (type.getSort()) {
      case Type.FLOAT -> {
        code.visitMethodInsn(
            Opcodes.INVOKESTATIC, "java/lang/Float", "floatToRawIntBits", "(F)I", false);
        code.visitInsn(Opcodes.I2L);
      }
      case Type.DOUBLE ->
          code.visitMethodInsn(
              Opcodes.INVOKESTATIC, "java/lang/Double", "doubleToRawLongBits", "(D)J", false);
      case Type.INT -> code.visitInsn(Opcodes.I2L);
      default -> {
        // References and longs are kept as they are.
      }
    }
  }

  private static void fromSlot(MethodVisitor code, Type type) {
    switch (type.getSort()) {
      case Type.FLOAT -> {
        code.visitInsn(Opcodes.L2I);
        code.visitMethodInsn(
            Opcodes.INVOKESTATIC, "java/lang/Float", "intBitsToFloat", "(I)F", false);
      }
      case Type.DOUBLE ->
          code.visitMethodInsn(
              Opcodes.INVOKESTATIC, "java/lang/Double", "longBitsToDouble", "(J)D", false);
      case Type.INT -> code.visitInsn(Opcodes.L2I);
      case Type.LONG -> {
        // Kept as it is.
      }
      default -> {
        if (!type.getInternalName().equals(Names.OBJECT)) {
          code.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
        }
      }
    }
  }

  /** One saved value: the {@code index}-th reference or primitive of the frame. */
  record Slot(boolean reference, int index) {
    static Slot reference(int index) {
      return new Slot(true, index);
    }

    static Slot primitive(int index) {
      return new Slot(false, index);
    }

    private int inShape() {
      return reference ? SHAPE_REFERENCES : SHAPE_PRIMITIVES;
    }

    private String descriptor() {
      return reference ? Names.descriptor(Names.OBJECT) : "J";
    }

    private boolean isInArray() {
      return index >= inShape();
    }

    private String field() {
      return (reference ? "r" : "l") + index;
    }

    @Override
    public String toString() {
      return field();
    }
  }
}
