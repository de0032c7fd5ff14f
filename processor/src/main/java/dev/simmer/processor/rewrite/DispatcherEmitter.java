package dev.simmer.processor.rewrite;

import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the one generated class of a rewritten class file: a nest mate that enters the private
 * bodies by number.
 *
 * <pre>{@code
 * final class Pages$$Simmer extends Dispatcher {
 *   static final Pages$$Simmer INSTANCE = new Pages$$Simmer();
 *
 *   public Object resume(int method, int at, EmittedFrame frame, Trampoline trampoline) {
 *     switch (method) {
 *       case 0: return ((Pages) ((Shapes.R0L0) frame).r0).fetch(null, trampoline, at);
 *       default: …
 *     }
 *   }
 * }
 * }</pre>
 */
final class DispatcherEmitter {
  static final String INSTANCE = "INSTANCE";

  private DispatcherEmitter() {}

  static byte[] emit(
      String name,
      String nestHost,
      int version,
      RewrittenClass.Source source,
      List<RewrittenMethod> methods) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        version,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
        name,
        null,
        Names.DISPATCHER,
        null);
    writer.visitNestHost(nestHost);
    writer
        .visitField(
            Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, INSTANCE, Names.descriptor(name), null, null)
        .visitEnd();
    constructor(writer);
    initializer(writer, name);
    resume(writer, source.internalName(), methods);
    points(writer, source, methods);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void constructor(ClassWriter writer) {
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_PRIVATE, "<init>", "()V", null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, Names.DISPATCHER, "<init>", "()V", false);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static void initializer(ClassWriter writer, String name) {
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    code.visitCode();
    code.visitTypeInsn(Opcodes.NEW, name);
    code.visitInsn(Opcodes.DUP);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", "()V", false);
    code.visitFieldInsn(Opcodes.PUTSTATIC, name, INSTANCE, Names.descriptor(name));
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static void resume(ClassWriter writer, String owner, List<RewrittenMethod> methods) {
    String descriptor =
        Type.getMethodDescriptor(
            Type.getObjectType(Names.OBJECT),
            Type.INT_TYPE,
            Type.INT_TYPE,
            Type.getObjectType(Names.EMITTED_FRAME),
            Type.getObjectType(Names.TRAMPOLINE));
    MethodVisitor code =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC, "resume", descriptor, null, new String[] {Names.THROWABLE});
    code.visitCode();
    Label[] labels = new Label[methods.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = new Label();
    }
    code.visitVarInsn(Opcodes.ILOAD, 1);
    code.visitTableSwitchInsn(0, labels.length - 1, labels[labels.length - 1], labels);
    for (int i = 0; i < labels.length; i++) {
      code.visitLabel(labels[i]);
      code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
      enter(code, owner, methods.get(i));
    }
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static void enter(MethodVisitor code, String owner, RewrittenMethod method) {
    BodySignature body = method.signature();
    if (!body.isStatic()) {
      String shape = method.plan().layout().shape();
      code.visitVarInsn(Opcodes.ALOAD, 3);
      code.visitTypeInsn(Opcodes.CHECKCAST, shape);
      code.visitFieldInsn(Opcodes.GETFIELD, shape, "r0", Names.descriptor(Names.OBJECT));
      code.visitTypeInsn(Opcodes.CHECKCAST, owner);
    }
    for (Type parameter : Type.getArgumentTypes(method.code().desc)) {
      Push.defaultValue(code, parameter);
    }
    code.visitVarInsn(Opcodes.ALOAD, 4);
    code.visitVarInsn(Opcodes.ILOAD, 2);
    int call =
        body.isStatic()
            ? Opcodes.INVOKESTATIC
            : method.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
    code.visitMethodInsn(call, owner, body.name(), body.descriptor(), method.isInterface());
    if (body.result().getSort() != Type.OBJECT) {
      code.visitVarInsn(Opcodes.ALOAD, 4);
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          Names.UNBOXED,
          "ended",
          Type.getMethodDescriptor(
              Type.getObjectType(Names.OBJECT),
              body.result(),
              Type.getObjectType(Names.TRAMPOLINE)),
          false);
    }
    code.visitInsn(Opcodes.ARETURN);
  }

  private static void points(
      ClassWriter writer, RewrittenClass.Source source, List<RewrittenMethod> methods) {
    StringBuilder text = new StringBuilder(source.binaryName()).append(';').append(source.file());
    for (RewrittenMethod method : methods) {
      text.append('\n').append(method.displayName()).append(';').append(method.line());
      method.plan().points().forEach(point -> text.append(',').append(point.point().line()));
      text.append(';');
      method.plan().points().forEach(point -> text.append(point.point().handled() ? 't' : '-'));
    }
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PROTECTED, "points", "()Ljava/lang/String;", null, null);
    code.visitCode();
    code.visitLdcInsn(text.toString());
    code.visitInsn(Opcodes.ARETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
