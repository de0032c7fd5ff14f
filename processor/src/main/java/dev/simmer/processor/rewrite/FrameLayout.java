package dev.simmer.processor.rewrite;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * How many slots a frame has, and how each is reached: the smallest runtime shape that holds them.
 *
 * <p>Fields hold every primitive as a long, floating-point ones by their raw bits; the arrays of
 * the widest shape keep these as they are.
 *
 * @param references how many references are saved at once, the receiver included
 * @param integers how many int and long values are saved at once
 * @param floats how many float and double values are saved at once
 */
record FrameLayout(int references, int integers, int floats) {
  private static final int SHAPE_REFERENCES = 8;
  private static final int SHAPE_PRIMITIVES = 4;

  /** The slot of one more value. */
  Slot next(Type type) {
    return new Slot(
        Kind.of(type),
        switch (Kind.of(type)) {
          case REFERENCE -> references;
          case INTEGER -> integers;
          case FLOAT -> floats;
        });
  }

  /** Room for one more value. */
  FrameLayout plus(Type type) {
    Kind kind = Kind.of(type);
    return new FrameLayout(
        references + (kind == Kind.REFERENCE ? 1 : 0),
        integers + (kind == Kind.INTEGER ? 1 : 0),
        floats + (kind == Kind.FLOAT ? 1 : 0));
  }

  /** Room for either. */
  FrameLayout or(FrameLayout other) {
    return new FrameLayout(
        Math.max(references, other.references),
        Math.max(integers, other.integers),
        Math.max(floats, other.floats));
  }

  /**
   * Room for as much, or a little more, so that its shape is the shape of {@code larger} or one
   * that this extends: shapes add references first, and then primitives.
   */
  FrameLayout asBaseOf(FrameLayout larger) {
    if (larger.isWide()) {
      return larger;
    }
    return integers + floats == 0 ? this : new FrameLayout(larger.references, integers, floats);
  }

  boolean isWide() {
    return references > SHAPE_REFERENCES || integers + floats > SHAPE_PRIMITIVES;
  }

  String shape() {
    return Names.SHAPES + "$" + (isWide() ? "Wide" : "R" + references + "L" + (integers + floats));
  }

  /** Leaves a new frame on the stack, bound to its method and state. */
  void create(MethodVisitor code, String dispatcher, int point) {
    code.visitTypeInsn(Opcodes.NEW, shape());
    code.visitInsn(Opcodes.DUP);
    if (isWide()) {
      pushSizes(code);
      code.visitMethodInsn(Opcodes.INVOKESPECIAL, shape(), "<init>", "(III)V", false);
    } else {
      code.visitMethodInsn(Opcodes.INVOKESPECIAL, shape(), "<init>", "()V", false);
    }
    code.visitInsn(Opcodes.DUP);
    code.visitFieldInsn(
        Opcodes.GETSTATIC, dispatcher, DispatcherEmitter.INSTANCE, Names.descriptor(dispatcher));
    Push.point(code, point);
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
      sizes = "III";
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
    Push.intConstant(code, Math.max(0, integers - SHAPE_PRIMITIVES));
    Push.intConstant(code, floats);
  }

  /** Says whether saving such a value calls a method, which may overflow the stack. */
  boolean callsToSave(Type type) {
    return Kind.of(type) == Kind.FLOAT && !isWide();
  }

  /** Saves a local of the emitted method; {@code frame} is the local that holds the frame. */
  void saveLocal(MethodVisitor code, int frame, Slot slot, Type type, int local) {
    code.visitVarInsn(Opcodes.ALOAD, frame);
    if (isInArray(slot)) {
      code.visitFieldInsn(Opcodes.GETFIELD, shape(), slot.kind.array, "[" + slot.kind.descriptor);
      Push.intConstant(code, indexInArray(slot));
    }
    code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
    toSlot(code, type);
    if (isInArray(slot)) {
      code.visitInsn(Type.getType(slot.kind.descriptor).getOpcode(Opcodes.IASTORE));
    } else {
      code.visitFieldInsn(Opcodes.PUTFIELD, shape(), field(slot), fieldDescriptor(slot));
    }
  }

  /** Saves the value on top of the stack. */
  void save(MethodVisitor code, int frame, Slot slot, Type type) {
    toSlot(code, type);
    code.visitVarInsn(Opcodes.ALOAD, frame);
    if (isInArray(slot)) {
      Push.intConstant(code, indexInArray(slot));
      String descriptor = "(" + slot.kind.descriptor + Names.descriptor(shape()) + "I)V";
      code.visitMethodInsn(Opcodes.INVOKESTATIC, shape(), "save", descriptor, false);
      return;
    }
    if (slot.kind == Kind.REFERENCE) {
      code.visitInsn(Opcodes.SWAP);
    } else {
      code.visitInsn(Opcodes.DUP_X2);
      code.visitInsn(Opcodes.POP);
    }
    code.visitFieldInsn(Opcodes.PUTFIELD, shape(), field(slot), fieldDescriptor(slot));
  }

  /** Leaves the saved value on the stack and forgets the reference. */
  void restore(MethodVisitor code, int frame, Slot slot, Type type) {
    code.visitVarInsn(Opcodes.ALOAD, frame);
    if (isInArray(slot)) {
      // A call is shorter than the array access, and long methods have a size limit.
      Push.intConstant(code, indexInArray(slot));
      code.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL, shape(), slot.kind.getter, "(I)" + slot.kind.descriptor, false);
    } else {
      code.visitFieldInsn(Opcodes.GETFIELD, shape(), field(slot), fieldDescriptor(slot));
      if (slot.kind == Kind.REFERENCE) {
        code.visitVarInsn(Opcodes.ALOAD, frame);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitFieldInsn(Opcodes.PUTFIELD, shape(), field(slot), fieldDescriptor(slot));
      }
    }
    fromSlot(code, type);
  }

  private boolean isInArray(Slot slot) {
    return switch (slot.kind) {
      case REFERENCE -> slot.index >= SHAPE_REFERENCES;
      case INTEGER -> slot.index >= SHAPE_PRIMITIVES;
      case FLOAT -> isWide();
    };
  }

  private static int indexInArray(Slot slot) {
    return switch (slot.kind) {
      case REFERENCE -> slot.index - SHAPE_REFERENCES;
      case INTEGER -> slot.index - SHAPE_PRIMITIVES;
      case FLOAT -> slot.index;
    };
  }

  private String field(Slot slot) {
    return switch (slot.kind) {
      case REFERENCE -> "r" + slot.index;
      case INTEGER -> "l" + slot.index;
      case FLOAT -> "l" + (integers + slot.index);
    };
  }

  private static String fieldDescriptor(Slot slot) {
    return slot.kind == Kind.REFERENCE ? slot.kind.descriptor : "J";
  }

  private void toSlot(MethodVisitor code, Type type) {
    switch (type.getSort()) {
      case Type.FLOAT -> {
        if (isWide()) {
          code.visitInsn(Opcodes.F2D);
        } else {
          code.visitMethodInsn(
              Opcodes.INVOKESTATIC, "java/lang/Float", "floatToRawIntBits", "(F)I", false);
          code.visitInsn(Opcodes.I2L);
        }
      }
      case Type.DOUBLE -> {
        if (!isWide()) {
          code.visitMethodInsn(
              Opcodes.INVOKESTATIC, "java/lang/Double", "doubleToRawLongBits", "(D)J", false);
        }
      }
      case Type.INT -> code.visitInsn(Opcodes.I2L);
      default -> {
        // References and longs are kept as they are.
      }
    }
  }

  private void fromSlot(MethodVisitor code, Type type) {
    switch (type.getSort()) {
      case Type.FLOAT -> {
        if (isWide()) {
          code.visitInsn(Opcodes.D2F);
        } else {
          code.visitInsn(Opcodes.L2I);
          code.visitMethodInsn(
              Opcodes.INVOKESTATIC, "java/lang/Float", "intBitsToFloat", "(I)F", false);
        }
      }
      case Type.DOUBLE -> {
        if (!isWide()) {
          code.visitMethodInsn(
              Opcodes.INVOKESTATIC, "java/lang/Double", "longBitsToDouble", "(J)D", false);
        }
      }
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

  /** What a slot is for, and how the widest shape keeps it beyond its fields. */
  enum Kind {
    REFERENCE("references", Names.descriptor(Names.OBJECT), "takeReference"),
    INTEGER("primitives", "J", "primitive"),
    FLOAT("floats", "D", "floating");

    private final String array;
    private final String descriptor;
    private final String getter;

    Kind(String array, String descriptor, String getter) {
      this.array = array;
      this.descriptor = descriptor;
      this.getter = getter;
    }

    static Kind of(Type type) {
      return switch (type.getSort()) {
        case Type.OBJECT, Type.ARRAY -> REFERENCE;
        case Type.FLOAT, Type.DOUBLE -> FLOAT;
        default -> INTEGER;
      };
    }
  }

  /** One saved value: the {@code index}-th of its kind in the frame. */
  record Slot(Kind kind, int index) {
    @Override
    public String toString() {
      return switch (kind) {
        case REFERENCE -> "r" + index;
        case INTEGER -> "l" + index;
        case FLOAT -> "f" + index;
      };
    }
  }
}
