package dev.simmer.processor.rewrite;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** The wrapper class of a primitive type and the two calls javac converts with. */
record Boxing(Type primitive, String wrapper) {
  private static final List<Type> PRIMITIVES =
      List.of(
          Type.BOOLEAN_TYPE,
          Type.BYTE_TYPE,
          Type.SHORT_TYPE,
          Type.CHAR_TYPE,
          Type.INT_TYPE,
          Type.LONG_TYPE,
          Type.FLOAT_TYPE,
          Type.DOUBLE_TYPE);

  static Boxing of(Type primitive) {
    String wrapper =
        switch (primitive.getSort()) {
          case Type.BOOLEAN -> "Boolean";
          case Type.BYTE -> "Byte";
          case Type.SHORT -> "Short";
          case Type.CHAR -> "Character";
          case Type.INT -> "Integer";
          case Type.LONG -> "Long";
          case Type.FLOAT -> "Float";
          case Type.DOUBLE -> "Double";
          default -> throw new IllegalArgumentException(primitive + " is not a primitive type");
        };
    return new Boxing(primitive, "java/lang/" + wrapper);
  }

  /** The conversion to and from a class, null where that is no wrapper class. */
  static @Nullable Boxing by(String wrapper) {
    for (Type primitive : PRIMITIVES) {
      if (of(primitive).wrapper.equals(wrapper)) {
        return of(primitive);
      }
    }
    return null;
  }

  /** The primitive that {@code insn} boxes, or null when it is another instruction. */
  static @Nullable Type boxed(@Nullable AbstractInsnNode insn) {
    if (!(insn instanceof MethodInsnNode call)
        || !call.name.equals("valueOf")
        || Type.getArgumentCount(call.desc) != 1) {
      return null;
    }
    Type argument = Type.getArgumentTypes(call.desc)[0];
    boolean primitive = argument.getSort() >= Type.BOOLEAN && argument.getSort() <= Type.DOUBLE;
    return primitive && call.owner.equals(of(argument).wrapper) ? argument : null;
  }

  /** The name of a method of which there is one for each primitive. */
  static String named(String what, Type primitive) {
    String name = primitive.getClassName();
    return what + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  MethodInsnNode box() {
    String desc = "(" + primitive.getDescriptor() + ")" + Names.descriptor(wrapper);
    return new MethodInsnNode(Opcodes.INVOKESTATIC, wrapper, "valueOf", desc);
  }

  boolean isUnboxing(@Nullable AbstractInsnNode insn) {
    return insn instanceof MethodInsnNode call
        && call.owner.equals(wrapper)
        && call.name.equals(primitive.getClassName() + "Value");
  }
}
