package dev.simmer.processor.rewrite;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Lets calls be linked to the bodies of a class, as long as nobody has put anything in front of
 * them.
 *
 * <p>The gate is a dynamic constant, which the JVM makes anew for each version of the class; the
 * method {@code simmer$gate()} hands it out. A visible method that is asked tells it at which index
 * its code does so: code that was woven in has moved that. It stands behind the return, so code
 * woven in front of returns has moved it too.
 */
final class Gates {
  private static final String NAME = "simmer$gate";
  private static final String DESCRIPTOR = "()" + Names.descriptor(Names.GATE);

  /** What {@link #verify} writes before its call: a constant and three numbers. */
  private static final int BYTES_BEFORE_CALL = 2 + 3 * 3;

  private static final ConstantDynamic CONSTANT =
      new ConstantDynamic(
          NAME,
          Names.descriptor(Names.GATE),
          new Handle(
              Opcodes.H_INVOKESTATIC,
              Names.GATE,
              "of",
              "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)"
                  + Names.descriptor(Names.GATE),
              false));

  private Gates() {}

  /** Says whether calls from elsewhere may be linked to the body of a method. */
  static boolean isOne(MethodNode method) {
    return (method.access & Opcodes.ACC_PRIVATE) == 0
        && !AsyncMethods.isLambdaBody(method)
        && !GeneratorCalls.isGenerator(method);
  }

  /** Adds the method that hands out the constant. */
  static void add(ClassNode type) {
    MethodVisitor code =
        type.visitMethod(
            Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
            NAME,
            DESCRIPTOR,
            null,
            null);
    code.visitCode();
    code.visitLdcInsn(CONSTANT);
    code.visitInsn(Opcodes.ARETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** Gives the constant a place among the first of a class, where one byte names it. */
  static void reserve(ClassWriter type) {
    type.newConstantDynamic(
        CONSTANT.getName(), CONSTANT.getDescriptor(), CONSTANT.getBootstrapMethod());
  }

  /** Writes what shows that the code so far is where it was. */
  static void verify(MethodNode code, RewrittenMethod method) {
    int index = sizeOf(code) + BYTES_BEFORE_CALL;
    code.visitLdcInsn(CONSTANT);
    short_(code, method.number());
    short_(code, method.signature().result().getDescriptor().charAt(0));
    short_(code, index);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Names.GATE, "verify", "(III)V", false);
  }

  private static void short_(MethodVisitor code, int value) {
    code.visitIntInsn(Opcodes.SIPUSH, value);
  }

  /** The length of the code, in which nothing depends on places in the constant pool. */
  private static int sizeOf(MethodNode code) {
    for (AbstractInsnNode insn : code.instructions) {
      if (insn instanceof LdcInsnNode) {
        throw new IllegalStateException("a constant of unknown length in an entry");
      }
    }
    CodeSizeEvaluator size = new CodeSizeEvaluator(null);
    code.instructions.accept(size);
    return size.getMinSize();
  }
}
