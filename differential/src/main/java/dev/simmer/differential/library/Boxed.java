package dev.simmer.differential.library;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Turns a value into an object and back as javac does for {@code (int) object}. */
final class Boxed {
  private Boxed() {}

  static InsnList box(Type type) {
    InsnList code = new InsnList();
    if (isPrimitive(type)) {
      String wrapper = wrapper(type);
      String descriptor = "(" + type.getDescriptor() + ")L" + wrapper + ";";
      code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, wrapper, "valueOf", descriptor));
    }
    return code;
  }

  static InsnList unbox(Type type) {
    InsnList code = new InsnList();
    if (isPrimitive(type)) {
      String wrapper = wrapper(type);
      code.add(new TypeInsnNode(Opcodes.CHECKCAST, wrapper));
      String name = type.getClassName() + "Value";
      String descriptor = "()" + type.getDescriptor();
      code.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, wrapper, name, descriptor));
    } else if (!type.getInternalName().equals("java/lang/Object")) {
      code.add(new TypeInsnNode(Opcodes.CHECKCAST, type.getInternalName()));
    }
    return code;
  }

  private static boolean isPrimitive(Type type) {
    return type.getSort() < Type.ARRAY;
  }

  private static String wrapper(Type primitive) {
    String name =
        switch (primitive.getSort()) {
          case Type.INT -> "Integer";
          case Type.CHAR -> "Character";
          default -> {
            String keyword = primitive.getClassName();
            yield Character.toUpperCase(keyword.charAt(0)) + keyword.substring(1);
          }
        };
    return "java/lang/" + name;
  }
}
