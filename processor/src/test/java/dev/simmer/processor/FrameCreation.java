package dev.simmer.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Lets a test hear of every frame that compiled code is about to make, and fail there. */
public final class FrameCreation {
  private static final String SHAPE = "dev/simmer/support/v1/Shapes$";

  private static Runnable listener = () -> {};

  private FrameCreation() {}

  static void heardBy(Runnable listener) {
    FrameCreation.listener = listener;
  }

  /** Is called by changed classes before they make a frame, or use the one they have. */
  public static void announce() {
    listener.run();
  }

  /** Changes the classes in a folder so that they call {@link #announce}. */
  static void announceIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(Files.readAllBytes(file)).accept(new Announcing(writer), 0);
        Files.write(file, writer.toByteArray());
      }
    }
  }

  private static final class Announcing extends ClassVisitor {
    Announcing(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new MethodVisitor(Opcodes.ASM9, next) {
        @Override
        public void visitTypeInsn(int opcode, String type) {
          if (opcode == Opcodes.NEW && type.startsWith(SHAPE)) {
            announce();
          }
          super.visitTypeInsn(opcode, type);
        }

        @Override
        public void visitMethodInsn(
            int opcode, String owner, String method, String desc, boolean isInterface) {
          if (method.equals("at") && owner.startsWith(SHAPE)) {
            announce();
          }
          super.visitMethodInsn(opcode, owner, method, desc, isInterface);
        }

        private void announce() {
          String owner = FrameCreation.class.getName().replace('.', '/');
          super.visitMethodInsn(Opcodes.INVOKESTATIC, owner, "announce", "()V", false);
        }
      };
    }
  }
}
