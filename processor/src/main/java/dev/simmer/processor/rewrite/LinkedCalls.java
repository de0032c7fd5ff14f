package dev.simmer.processor.rewrite;

import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.CodeSizeEvaluator;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Awaited calls of methods that others may override, mock or wrap: they are linked when they run.
 *
 * <p>A linked call has both forms. As long as the program has awaited little, the visible method is
 * called and what it returns is awaited. Then a dynamic call takes its place, which the runtime
 * links to the body once it has seen that the visible method would run just that.
 */
final class LinkedCalls {
  /** HotSpot compiles no method beyond this size, so there is nothing to gain. */
  private static final int MOST_BYTES = 4_000;

  /** A method handle takes 255 slots, and ours add some to what a method has. */
  private static final int MOST_ARGUMENT_SLOTS = 240;

  private static final String METHOD_HANDLE = "java/lang/invoke/MethodHandle";

  private static final Handle VISIBLE =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          Names.SITE,
          "visible",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;"
              + "Ljava/lang/String;Ljava/lang/String;I)Ljava/lang/invoke/MethodHandle;",
          false);

  private static final Handle LINK =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          Names.SITE,
          "link",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
              + "Ljava/lang/invoke/MethodHandle;)Ljava/lang/invoke/CallSite;",
          false);

  private LinkedCalls() {}

  /** Says whether linking the calls of a method can make it faster. */
  static boolean pay(MethodNode method) {
    CodeSizeEvaluator size = new CodeSizeEvaluator(null);
    method.instructions.accept(size);
    return size.getMaxSize() <= MOST_BYTES;
  }

  /** Says whether {@code call} may reach a body. */
  static boolean isOne(MethodInsnNode call, String from, TypeOracle types) {
    return !(call instanceof SuspendCall)
        && call.getOpcode() != Opcodes.INVOKESPECIAL
        && Type.getReturnType(call.desc).getDescriptor().equals(Names.descriptor(Names.COROUTINE))
        && !isOfTheRuntime(call.owner)
        && Type.getArgumentsAndReturnSizes(call.desc) >> 2 <= MOST_ARGUMENT_SLOTS
        && isNameable(call, from, types);
  }

  /** What users await most, and what is never rewritten. */
  private static boolean isOfTheRuntime(String owner) {
    return owner.lastIndexOf('/') == Names.SIMMER.lastIndexOf('/')
        && owner.startsWith(Names.SIMMER.substring(0, Names.SIMMER.lastIndexOf('/')));
  }

  /** Says whether the class may name the types of the call: the JVM looks them up to link it. */
  private static boolean isNameable(MethodInsnNode call, String from, TypeOracle types) {
    if (call.owner.startsWith("[") || !types.accessible(call.owner, from).equals(call.owner)) {
      return false;
    }
    for (Type argument : Type.getArgumentTypes(call.desc)) {
      if (argument.getSort() >= Type.ARRAY
          && !types
              .accessible(argument.getInternalName(), from)
              .equals(argument.getInternalName())) {
        return false;
      }
    }
    return true;
  }

  /** Writes a jump that is taken where a call cannot be linked. */
  static void emitUnlessPossible(MethodVisitor code, MethodInsnNode visible, Label otherwise) {
    code.visitLdcInsn(handle(visible));
    code.visitJumpInsn(Opcodes.IFNULL, otherwise);
  }

  /** Writes the dynamic call. References are plain objects there, which keeps descriptors few. */
  static void emitLinked(MethodVisitor code, SuspendCall call, MethodInsnNode visible) {
    Type[] arguments = Type.getArgumentTypes(call.desc);
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] =
          arguments[i].getSort() >= Type.ARRAY ? PrimitiveResult.REFERENCE : arguments[i];
    }
    String desc = Type.getMethodDescriptor(call.result(), arguments);
    code.visitInvokeDynamicInsn(
        visible.name, BodySignature.withTrampoline(desc), LINK, handle(visible));
  }

  /** Writes the await of what the visible method returned. */
  static void emitAwait(MethodVisitor code, Type result) {
    boolean boxed = result.getSort() == Type.OBJECT;
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        boxed ? Names.TRAMPOLINE : Names.UNBOXED,
        boxed ? "await" : Boxing.named("await", result),
        BodySignature.withTrampoline(
            Type.getMethodDescriptor(result, Type.getObjectType(Names.AWAITABLE))),
        false);
  }

  /** The visible method, named by text: what is missing can then be noticed, and left alone. */
  private static ConstantDynamic handle(MethodInsnNode visible) {
    return new ConstantDynamic(
        visible.name,
        Names.descriptor(METHOD_HANDLE),
        VISIBLE,
        visible.owner.replace('/', '.'),
        visible.desc,
        visible.getOpcode() == Opcodes.INVOKESTATIC ? 1 : 0);
  }
}
