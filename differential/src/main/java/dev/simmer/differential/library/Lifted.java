package dev.simmer.differential.library;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Lifts class files of older javacs to Java 17, the first that Simmer's processor sees: the code
 * stays, and what had no stack maps gets them.
 */
final class Lifted {
  /** From here on class files must have stack maps. */
  private static final int WITH_STACK_MAPS = Opcodes.V1_7;

  private Lifted() {}

  /** Returns the class, or null when its code calls subroutines, which Java 7 abolished. */
  static @Nullable ClassNode of(byte[] classFile, ClassPathTypes types) {
    ClassNode type = new ClassNode();
    ClassReader reader = new ClassReader(classFile);
    reader.accept(type, ClassReader.EXPAND_FRAMES);
    if ((type.version & 0xFFFF) < WITH_STACK_MAPS) {
      if (type.methods.stream().anyMatch(Lifted::hasSubroutine)) {
        return null;
      }
      type = withStackMaps(type, types);
    }
    if ((type.version & 0xFFFF) < Opcodes.V17) {
      type.version = Opcodes.V17;
    }
    return type;
  }

  private static ClassNode withStackMaps(ClassNode type, ClassPathTypes types) {
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected String getCommonSuperClass(String one, String other) {
            return types.commonSuperclass(one, other);
          }
        };
    writer.setComputeLimits(Integer.MAX_VALUE, Long.MAX_VALUE);
    type.version = Opcodes.V17;
    type.accept(writer);
    ClassNode lifted = new ClassNode();
    new ClassReader(writer.toByteArray()).accept(lifted, ClassReader.EXPAND_FRAMES);
    return lifted;
  }

  private static boolean hasSubroutine(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn.getOpcode() == Opcodes.JSR || insn.getOpcode() == Opcodes.RET) {
        return true;
      }
    }
    return false;
  }
}
